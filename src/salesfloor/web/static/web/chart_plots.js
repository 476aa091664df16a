// Parts of a whole, heat and dots: kinds of charts that stand in no grid of bars or lines.
"use strict";
(() => {
  const inParts = (facts, kit) => ({
    legend: { ...kit.legend, show: facts.kind === "pie" },
    color: kit.tones.map((name) => kit.tone({ tone: name })),
    series: [{
      type: facts.kind,
      sort: "none",
      radius: ["45%", "72%"],
      top: 8,
      bottom: facts.kind === "pie" ? 40 : 8,
      label: { ...kit.text, formatter: "{b} {c}" },
      data: facts.labels.map((name, place) => ({ name, value: facts.series[0].values[place] })),
    }],
  });

  // Red for what is bad, the house's colour for what is only much.
  const ramp = (isBad, kit) =>
    (isBad ? ["good-soft", "warn-soft", "bad-soft", "bad"] : ["accent-soft", "accent-line", "accent"]).map(kit.colour);

  const inHeat = (facts, kit) => {
    const cells = facts.series.flatMap((one, row) =>
      one.values.flatMap((value, column) => (value === null ? [] : [[column, row, value]])));
    const most = Math.max(1, ...cells.map((cell) => cell[2]));
    const marks = facts.series.map((one) => one.marks);
    const marked = marks.some((one) => one.length);
    return {
      grid: { left: 8, right: 8, top: 8, bottom: 44, containLabel: true },
      xAxis: kit.axis({ type: "category", data: facts.labels, splitLine: { show: false } }),
      yAxis: kit.axis({
        type: "category", data: facts.series.map((one) => one.label), inverse: true, splitLine: { show: false },
      }),
      visualMap: {
        min: 0, max: most, calculable: false, orient: "horizontal", left: "center", bottom: 0,
        itemHeight: 160, itemWidth: 12, textStyle: kit.text,
        inRange: { color: ramp(facts.series.some((one) => one.tone === "bad"), kit).slice(0, marked ? 2 : 4) },
      },
      series: [{
        type: "heatmap", data: cells, itemStyle: { borderColor: kit.colour("surface"), borderWidth: 2 },
        label: { show: marked, formatter: ({ value }) => marks[value[1]][value[0]], ...kit.text, color: kit.colour("ink") },
      }],
    };
  };

  // One row a label, one dot a figure; where figures are equal the dots lie a little apart.
  const inDots = (facts, kit) => {
    const rows = [...new Set(facts.labels)];
    const limits = {
      symbol: "none", silent: true,
      lineStyle: { color: kit.colour("bad"), type: "dashed" },
      label: { ...kit.text, formatter: "{b}", position: "start" },
      data: facts.limits.map((one, place) => (
        { name: one.label, xAxis: one.value, label: { distance: 2 + 14 * place } })),
    };
    const seen = {};
    const dot = (value, place) => {
      const row = rows.indexOf(facts.labels[place]);
      const beside = (seen[`${row} ${value}`] = (seen[`${row} ${value}`] || 0) + 1) - 1;
      return { value: [value, row], symbolOffset: [0, (beside % 2 ? 1 : -1) * Math.ceil(beside / 2) * 8] };
    };
    const most = Math.max(...facts.limits.map((one) => one.value), ...facts.series.flatMap((one) => one.values));
    const bottom = facts.series.length > 1 ? 36 : 8;
    return {
      grid: { left: 8, right: 24, top: 14 + 14 * facts.limits.length, bottom, containLabel: true },
      xAxis: kit.axis({ type: "value", min: 0, max: Math.ceil(most * 1.1) }),
      yAxis: kit.axis({ type: "category", data: rows, inverse: true }),
      series: facts.series.map((one, place) => ({
        name: one.label, type: "scatter", symbolSize: 11, symbol: ["circle", "diamond", "triangle"][place % 3],
        data: one.values.flatMap((value, at) => (value === null ? [] : [dot(value, at)])),
        markLine: place ? undefined : limits,
      })),
    };
  };

  Object.assign(window.chartKinds, { pie: inParts, funnel: inParts, heat: inHeat, dots: inDots });
})();
