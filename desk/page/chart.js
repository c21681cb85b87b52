// Draws the specification in #specification into #chart. Its expressions are interpreted, never
// compiled: the page forbids eval. Styles are the page's own, for it forbids added ones too.
const chart = document.getElementById("chart");
const specification = JSON.parse(document.getElementById("specification").textContent);
vegaEmbed(chart, specification, {
  actions: false,
  ast: true,
  defaultStyle: false,
  renderer: "svg",
  tooltip: { disableDefaultStyle: true },
}).catch((error) => {
  chart.textContent = `图表无法绘制 the chart could not be drawn: ${error}`;
});
