// The card on Airflow's home page. React is the UI's own; text is set as text, never as HTML.
const { createElement: h, useEffect, useState } = globalThis.React;

function CoverageCard() {
  const [figures, setFigures] = useState(null);
  const base = document.querySelector("base")?.getAttribute("href") ?? "/";
  useEffect(() => {
    fetch(`${base}coverage/card.json`, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then(setFigures)
      .catch(() => setFigures(null));
  }, [base]);
  const line = figures?.articles
    ? `${figures.articles} 篇文章 articles · ${figures.channels} 频道 channels · 最新 newest ${figures.newest}`
    : "尚无已发布数据 nothing is published yet";
  const silent = figures?.silent?.length
    ? h("div", { style: { color: "#c0392b" } }, `停更 silent: ${figures.silent.join("、")}`)
    : null;
  return h(
    "div",
    {
      "data-testid": "coverage-card",
      style: { border: "1px solid #8884", borderRadius: 8, padding: "12px 16px", margin: "8px 0" },
    },
    h("a", { href: `${base}plugin/coverage`, style: { fontWeight: 600, color: "#2f6fce" } }, "报道覆盖 Coverage →"),
    h("div", { style: { marginTop: 2 } }, line),
    silent,
  );
}

globalThis["Coverage card"] = CoverageCard;
globalThis.AirflowPlugin = CoverageCard;
