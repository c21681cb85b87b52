.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin
# The installer itself, pinned; everything else comes from requirements.lock.
UV := uv==0.13.9
LOCKED := --quiet --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONPATH := $(CURDIR)
# Without compiled bytecode every process of the desk compiles all of Airflow again: 12 s instead of 3.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help install run test up down newsroom check peers bench doctor canary faults chaos rounds backfill soak fuzz lock clean erase

help: ## list these targets 列出命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: .venv/.installed ## create .venv from requirements.lock 安装

.venv/.installed: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed as '$(PYTHON)': install it or set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "venv could not be made: on Debian, apt-get install python3.11-venv"; exit 1; }
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install '$(UV)'
	@$(BIN)/uv --quiet pip sync --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv --quiet pip install --python $(BIN)/python --no-deps --no-build-isolation -e . '$(UV)'
	@$(BIN)/python -m transforms precompile >/dev/null
	@touch $@

run: install ## the main job on the sample newsroom 运行主任务 (CHANNELS="a b": those channels)
	@$(BIN)/python -m desk run $(if $(CHANNELS),--channels "$(CHANNELS)")

test: install ## every test; none needs a network 全部测试
	@$(BIN)/python -m desk browser || true
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

up: install ## start the Airflow desk on 127.0.0.1 启动界面
	@$(BIN)/python -m desk up

down: ## stop the desk, leave no process 停止
	@$(BIN)/python -m desk down

newsroom: install ## serve the sample newsroom until Ctrl-C 示例新闻站
	@$(BIN)/python -m newsroom serve --announce

check: install ## format, lint, types, import contracts, rooms 检查
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m bench.rooms --check

peers: .venv/.peers ## the tools that the benches compare with 安装对比工具

.venv/.peers: bench/requirements.lock .venv/.installed
	@$(BIN)/uv --quiet pip install --compile-bytecode --python $(BIN)/python --require-hashes -r bench/requirements.lock
	@touch $@

bench: peers ## every performance table 性能表
	@for b in extract dedupe tag views page pipeline crawl; do echo "== $$b"; $(BIN)/python -m bench.$$b || exit 1; done

doctor: install ## what is wrong with this machine 体检
	@$(BIN)/python -m desk doctor

canary: install ## first look at every live channel: one table 首次查看 (CHANNELS="a b", or --sample)
	@$(BIN)/scrapy canary $(CHANNELS)

faults: install ## failure scenarios, each with its one line 故障表
	@$(BIN)/python -m bench.faults

chaos: install ## kill everything, at random, and count what was lost 混沌测试
	@$(BIN)/python -m bench.chaos

rounds: install ## make up and make down, 20 times: page, memory, what is left 启停
	@$(BIN)/python -m bench.desk

backfill: install ## 14 past days by backfill and run daily: the same rows 回填对比
	@$(BIN)/python -m bench.backfill

soak: install ## two years of days: what grows, what is lost 两年模拟 (root, apt-get install faketime)
	@$(BIN)/python -m bench.soak
	@$(BIN)/python -m bench.soak_airflow

fuzz: install ## coverage-guided fuzzing of extraction and cleaning 模糊测试
	@$(BIN)/python -m bench.fuzz

lock: install ## write both lock files from pyproject.toml 更新锁文件
	@$(BIN)/uv pip compile $(LOCKED) --all-extras pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile $(LOCKED) --group bench -c requirements.lock -o bench/requirements.lock

clean: ## delete what a build makes again: lake, catalogue, reports 清理 (the archive stays)
	@$(BIN)/python -m desk down 2>/dev/null || true
	@$(PYTHON) -m desk clean
	rm -rf report build artefacts

erase: ## delete the archive too, which nothing makes again 清空: make erase CONFIRM=yes
	@[ "$(CONFIRM)" != yes ] || $(BIN)/python -m desk down 2>/dev/null || true
	@$(PYTHON) -m desk erase $(if $(filter yes,$(CONFIRM)),--yes)
	rm -rf report build artefacts
