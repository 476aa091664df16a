// Charts: draws every [data-chart] from the figures that stand in it, in the colours of the page.
"use strict";
(() => {
  const TONES = ["accent", "note", "warn", "good", "bad", "soft"];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const tone = (series, place) => {
    const name = series.tone || TONES[place % TONES.length];
    return colour(name === "soft" ? "line-strong" : name);
  };

  // On the projector of a meeting the words are read at six metres.
  const size = () => (document.body.classList.contains("meeting-screen") ? 2 : 1);
  const text = () => ({
    color: colour("ink-soft"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 * size(),
  });

  const axis = (more) => ({
    axisLine: { lineStyle: { color: colour("line") } },
    axisTick: { show: false },
    axisLabel: { ...text(), hideOverlap: true },
    splitLine: { lineStyle: { color: colour("line") } },
    ...more,
  });

  const common = (facts) => ({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: text(),
    // Text drawn on the canvas: a tooltip of HTML would need inline styles.
    tooltip: { trigger: "item", renderMode: "richText", confine: true },
    legend: { show: facts.series.length > 1 && facts.kind !== "heat", textStyle: text(), bottom: 0, type: "scroll" },
    color: facts.series.map(tone),
  });

  const grouped = ({ value }) => (value === null ? "" : value.toLocaleString(document.documentElement.lang));

  const inGrid = (facts) => {
    const lying = facts.kind === "bars";
    const names = axis({ type: "category", data: facts.labels, inverse: lying, splitLine: { show: false } });
    const figures = axis({ type: "value", minInterval: 1 });
    return {
      tooltip: { ...common(facts).tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      grid: { left: 8, right: 56, top: 12, bottom: facts.series.length > 1 ? 36 * size() : 8, containLabel: true },
      xAxis: lying ? figures : names,
      yAxis: lying ? names : figures,
      series: facts.series.map((one) => ({
        name: one.label,
        type: facts.kind === "lines" ? "line" : "bar",
        data: one.values,
        stack: facts.isStacked ? "all" : undefined,
        barMaxWidth: 28 * size(),
        label: { show: lying && !facts.isStacked, position: "right", formatter: grouped, ...text() },
      })),
    };
  };

  const inParts = (facts) => ({
    legend: { ...common(facts).legend, show: facts.kind === "pie" },
    color: TONES.map((name) => tone({ tone: name })),
    series: [{
      type: facts.kind,
      sort: "none",
      radius: ["45%", "72%"],
      top: 8,
      bottom: facts.kind === "pie" ? 40 : 8,
      label: { ...text(), formatter: "{b} {c}" },
      data: facts.labels.map((name, place) => ({ name, value: facts.series[0].values[place] })),
    }],
  });

  // Red for what is bad, the house's colour for what is only much.
  const ramp = (isBad) =>
    (isBad ? ["good-soft", "warn-soft", "bad-soft", "bad"] : ["accent-soft", "accent-line", "accent"]).map(colour);

  const inHeat = (facts) => {
    const cells = facts.series.flatMap((one, row) =>
      one.values.flatMap((value, column) => (value === null ? [] : [[column, row, value]])));
    const most = Math.max(1, ...cells.map((cell) => cell[2]));
    return {
      grid: { left: 8, right: 8, top: 8, bottom: 44, containLabel: true },
      xAxis: axis({ type: "category", data: facts.labels, splitLine: { show: false } }),
      yAxis: axis({
        type: "category", data: facts.series.map((one) => one.label), inverse: true, splitLine: { show: false },
      }),
      visualMap: {
        min: 0, max: most, calculable: false, orient: "horizontal", left: "center", bottom: 0,
        itemHeight: 160, itemWidth: 12, textStyle: text(),
        inRange: { color: ramp(facts.series.some((one) => one.tone === "bad")) },
      },
      series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: colour("surface"), borderWidth: 2 } }],
    };
  };

  // One row a label, one dot a figure; where figures are equal the dots lie a little apart.
  const inDots = (facts) => {
    const rows = [...new Set(facts.labels)];
    const limits = {
      symbol: "none", silent: true,
      lineStyle: { color: colour("bad"), type: "dashed" },
      label: { ...text(), formatter: "{b}", position: "start" },
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
    return {
      grid: { left: 8, right: 24, top: 14 + 14 * facts.limits.length, bottom: facts.series.length > 1 ? 36 : 8, containLabel: true },
      xAxis: axis({ type: "value", min: 0, max: Math.ceil(most * 1.1) }),
      yAxis: axis({ type: "category", data: rows, inverse: true }),
      series: facts.series.map((one, place) => ({
        name: one.label, type: "scatter", symbolSize: 11, symbol: ["circle", "diamond", "triangle"][place % 3],
        data: one.values.flatMap((value, at) => (value === null ? [] : [dot(value, at)])),
        markLine: place ? undefined : limits,
      })),
    };
  };

  const option = (facts) => {
    const own = { pie: inParts, funnel: inParts, heat: inHeat, dots: inDots }[facts.kind] || inGrid;
    return { ...common(facts), ...own(facts) };
  };

  const height = (facts) => {
    if (facts.kind === "bars") return 40 + facts.labels.length * (20 + 14 * facts.series.length);
    if (facts.kind === "dots") return 88 + facts.limits.length * 14 + new Set(facts.labels).size * 40;
    if (facts.kind === "heat") return 90 + facts.series.length * 30;
    return 260;
  };

  const draw = (figure) => {
    const area = figure.querySelector(".chart-area");
    const facts = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    area.style.height = `${height(facts) * size()}px`;
    const drawn = echarts.getInstanceByDom(area);
    const chart = drawn || echarts.init(area);
    chart.setOption(option(facts), true);
    if (!drawn) new ResizeObserver(() => chart.resize()).observe(area);
  };

  const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);
  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("salesfloor:theme", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
