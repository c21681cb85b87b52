"""Headlines that try to run: markup, attributes, addresses, styles and templates, in many coats."""

from __future__ import annotations

MARK = "xss_mark"
RUN = f"window.{MARK}=1;console.log('{MARK}')"

BODIES = [
    "<script>{run}</script>",
    "</script><script>{run}</script>",
    "</style><script>{run}</script>",
    '<img src=x onerror="{run}">',
    "</title><script>{run}</script>",
    '<svg onload="{run}">',
    '</script><svg onload="{run}">',
    "<svg><script>{run}</script></svg>",
    '<svg><animate onbegin="{run}" attributeName=x dur=1s>',
    '<svg><foreignObject><img src=x onerror="{run}"></foreignObject></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror="{run}">',
    '<body onload="{run}">',
    '<iframe src="javascript:{run}"></iframe>',
    '<iframe srcdoc="<script>parent.{mark}=1</script>"></iframe>',
    '<object data="javascript:{run}"></object>',
    '<embed src="javascript:{run}">',
    '<video><source onerror="{run}"></video>',
    '<audio src=x onerror="{run}">',
    '<details open ontoggle="{run}">',
    '<input autofocus onfocus="{run}">',
    '<select autofocus onfocus="{run}">',
    '<textarea autofocus onfocus="{run}">',
    '<marquee onstart="{run}">x</marquee>',
    '<a href="javascript:{run}">点我</a>',
    '<form action="javascript:{run}"><button autofocus onfocus="{run}">x</form>',
    '<meta http-equiv=refresh content="0;url=javascript:{run}">',
    '<meta http-equiv=refresh content="0;url=http://evil.test/">',
    '<base href="http://evil.test/">',
    '<link rel=stylesheet href="http://evil.test/x.css">',
    "<style>@import 'http://evil.test/x.css';</style>",
    "<style>*{{background:url(http://evil.test/x)}}</style>",
    '<img src="http://evil.test/pixel.gif">',
    "<template><script>{run}</script></template>",
    '<noscript><p title="</noscript><img src=x onerror={run}>">',
    "javascript:{run}",
    "data:text/html,<script>{run}</script>",
    "vbscript:{run}",
    '{{{{constructor.constructor("{run}")()}}}}',
    "{{{{ self.__init__.__globals__ }}}}{{% for x in [] %}}",
    "${{{run}}}",
    "<!--><script>{run}</script>-->",
    "<![CDATA[<script>{run}</script>]]>",
    '<?xml version="1.0"?><script>{run}</script>',
    '<xss style="behavior:url(x.htc)" onclick="{run}">',
]
COATS = [
    "{body}",
    "\"'>{body}",
    '主攻工业"{body}',
    "--></textarea></title></style>{body}",
    "\u202e{body}\u0000",
]
PAYLOADS = [
    coat.replace("{body}", body.format(run=RUN, mark=MARK)) for body in BODIES for coat in COATS
]
