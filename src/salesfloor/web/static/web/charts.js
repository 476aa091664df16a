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
  const size = () => (document.body.classList.contains("meeting-screen") && innerWidth > 900 ? 2 : 1);
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
    const figures = axis({ type: "value", minInterval: 1, boundaryGap: facts.notes.length ? [0, "8%"] : undefined });
    return {
      tooltip: { ...common(facts).tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
      grid: {
        left: 8, right: facts.notes.length ? 8 : 56, top: facts.series.some((one) => one.look === "point") ? 32 * size() : 12,
        bottom: facts.series.length > 1 ? 36 * size() : 8, containLabel: true,
      },
      xAxis: lying ? figures : names,
      yAxis: lying ? [names, ...(facts.notes.length ? [chartKinds.atTheEnd(facts, kit())] : [])] : figures,
      series: facts.series.map((one) => ({
        name: one.label,
        type: facts.kind !== "lines" ? "bar" : one.look === "point" ? "scatter" : "line",
        step: one.look === "steps" ? "end" : undefined,
        symbolSize: { point: 14 * size(), steps: 8 * size(), dashed: 0 }[one.look] ?? 6 * size(),
        lineStyle: { width: 2 * size(), type: one.look === "dashed" ? "dashed" : "solid" },
        itemStyle: chartKinds.itemStyle(one, kit()),
        data: one.values,
        labelLayout: { hideOverlap: facts.isStacked },
        stack: facts.isStacked ? "all" : undefined,
        barMaxWidth: 28 * size(),
        label: labelOf(facts, one, lying),
      })),
    };
  };

  // Beside a bar; inside it where bars are stacked; above a point.
  const labelOf = (facts, one, lying) => {
    if (one.look === "point") return { show: true, position: "top", formatter: grouped, ...text(), color: colour("ink") };
    if (!facts.isStacked) return { show: lying, position: "right", formatter: grouped, ...text() };
    const filled = ({ value }) => (value ? grouped({ value }) : "");
    const isDark = !["outline", "hatched", "dotted"].includes(one.look) && !["accent-soft", "accent-line"].includes(one.tone);
    return { show: lying, position: "inside", formatter: filled, ...text(), color: colour(isDark ? "surface" : "ink") };
  };

  const kit = () => {
    const { tooltip, legend } = common({ series: [{}, {}] });
    return { colour, tone, tones: TONES, axis, tooltip, legend, text: text(), size: size() };
  };

  const option = (facts) => {
    return { ...common(facts), ...(chartKinds[facts.kind] || inGrid)(facts, kit()) };
  };

  const height = (facts) => {
    if (facts.kind === "bars" && facts.isStacked) return 60 + facts.labels.length * 44;
    if (facts.kind === "bars") return 40 + facts.labels.length * (20 + 14 * facts.series.length);
    if (facts.kind === "bullets") return 70 + facts.labels.length * 30;
    if (facts.kind === "shares") return 60 + facts.labels.length * 40;
    if (facts.kind === "joined") return 44 + facts.labels.length * 44;
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
