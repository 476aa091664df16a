// Kinds of charts beside the common ones: each takes the facts of a chart and the tools of charts.js.
"use strict";
(() => {
  // Told apart without colour: stripes, dots, an outline.
  const PATTERNS = {
    hatched: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4 },
    dotted: { symbol: "circle", symbolSize: 0.7, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] },
  };

  const itemStyle = (one, kit) => {
    if (one.look === "outline") return { color: "transparent", borderColor: kit.colour("ink-soft"), borderWidth: 2 };
    const pattern = PATTERNS[one.look];
    return pattern ? { decal: { ...pattern, color: kit.colour("ink-soft") } } : {};
  };

  // What stands at the right end of each row.
  const atTheEnd = (facts, kit, more) => kit.axis({
    type: "category", data: facts.notes, inverse: true, position: "right", splitLine: { show: false },
    axisLine: { show: false }, axisLabel: { ...kit.text, margin: 14 * kit.size }, ...more,
  });

  const bullets = (facts, kit) => {
    const isTick = (one) => one.look.endsWith("tick");
    const legend = facts.series.map((one) => ({ name: one.label, icon: isTick(one) ? "path://M0 0h3v20h-3z" : "rect" }));
    return {
      tooltip: { ...kit.tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      legend: { ...kit.legend, show: true, data: legend },
      grid: { left: 8, right: 8, top: 8, bottom: 40 * kit.size, containLabel: true },
      xAxis: kit.axis({ type: "value", minInterval: 1 }),
      yAxis: [
        kit.axis({ type: "category", data: facts.labels, inverse: true, splitLine: { show: false } }),
        atTheEnd(facts, kit),
      ],
      series: [...facts.series.map((one) => (isTick(one)
        ? {
          name: one.label, type: "scatter", symbol: "rect", z: 5,
          symbolSize: [(one.look === "tick" ? 4 : 3) * kit.size, (one.look === "tick" ? 24 : 12) * kit.size],
          data: one.values.map((value, row) => (value === null ? null : [value, row])).filter(Boolean),
        }
        : {
          name: one.label, type: "bar", stack: "all", barMaxWidth: 16 * kit.size, data: one.values,
          itemStyle: itemStyle(one, kit),
        })), { type: "bar", yAxisIndex: 1, data: [], silent: true }],
    };
  };

  // Bars for how often, a dot with its interval for how well; two scales beside each other.
  const shares = (facts, kit) => {
    const [uses, share, low, high] = facts.series;
    const names = { type: "category", data: facts.labels, inverse: true, splitLine: { show: false } };
    const title = (one) => ({ name: one.label, nameLocation: "middle", nameTextStyle: kit.text, nameGap: 24 * kit.size });
    const grid = { top: 8, bottom: 44 * kit.size, containLabel: true };
    const style = { color: kit.colour("note"), width: 2 * kit.size };
    const spans = facts.labels.map((_, row) => ({
      type: "line", xAxisIndex: 1, yAxisIndex: 1, silent: true, symbol: "rect", lineStyle: style,
      symbolSize: [2 * kit.size, 10 * kit.size], itemStyle: { color: style.color },
      data: low.values[row] === null ? [] : [[low.values[row], row], [high.values[row], row]],
    }));
    return {
      legend: { show: false },
      grid: [{ ...grid, left: 8, right: "52%" }, { ...grid, left: "52%", right: 24 }],
      xAxis: [
        kit.axis({ type: "value", minInterval: 1, ...title(uses) }),
        kit.axis({ type: "value", gridIndex: 1, min: 0, max: 100, ...title(share) }),
      ],
      yAxis: [kit.axis(names), kit.axis({ ...names, gridIndex: 1, axisLabel: { show: false } })],
      series: [
        {
          name: uses.label, type: "bar", data: uses.values, barMaxWidth: 16 * kit.size,
          itemStyle: { color: kit.colour("accent") },
          label: { show: true, position: "right", ...kit.text },
        },
        ...spans,
        {
          name: share.label, type: "scatter", xAxisIndex: 1, yAxisIndex: 1, symbolSize: 12 * kit.size, z: 5,
          itemStyle: { color: kit.colour("note") },
          label: { show: true, position: "top", formatter: ({ value }) => `${value[0]} %`, ...kit.text },
          data: share.values.map((value, row) => [value, row]).filter(([value]) => value !== null),
        },
      ],
    };
  };

  // Two rows of dots by order; a line that crosses others is where the order changes.
  const joined = (facts, kit) => {
    const ordered = facts.series.map((one, column) => {
      const other = facts.series[1 - column].values;
      const by = facts.labels.map((_, place) => place);
      return by.sort((a, b) => one.values[b] - one.values[a] || other[b] - other[a] || a - b);
    });
    const side = (place, column) => ({
      value: [column, ordered[column].indexOf(place)],
      label: { position: column ? "right" : "left", formatter: `${facts.labels[place]}  ${facts.series[column].values[place]}` },
    });
    return {
      legend: { show: false },
      tooltip: { show: false },
      grid: { left: "32%", right: "32%", top: 34 * kit.size, bottom: 8 },
      xAxis: kit.axis({
        type: "category", data: facts.series.map((one) => one.label), position: "top", boundaryGap: false,
        axisLine: { show: false },
      }),
      yAxis: { type: "value", inverse: true, min: -0.5, max: facts.labels.length - 0.5, show: false },
      series: facts.labels.map((_, place) => {
        const moves = ordered[0].indexOf(place) !== ordered[1].indexOf(place);
        const shade = kit.colour(moves ? "warn" : "accent");
        return {
          type: "line", symbol: "circle", showAllSymbol: true, clip: false, symbolSize: 12 * kit.size, itemStyle: { color: shade },
          lineStyle: { width: (moves ? 3 : 2) * kit.size, color: shade, type: moves ? "dashed" : "solid" },
          label: { show: true, distance: 8 * kit.size, ...kit.text },
          data: [side(place, 0), side(place, 1)],
        };
      }),
    };
  };

  window.chartKinds = { bullets, shares, joined, itemStyle, atTheEnd };
})();
