// Live screens: one stream a browser, shared by its tabs through this file as a shared worker, for a
// browser opens six connections and no more. Without shared workers each tab has one while it is seen.
// A stream without a sign of life for 30 s is opened anew; the page says since when it is not current.
(() => {
  "use strict";
  const SILENCE = 30000;
  const CONNECTS_IN = [4000, 12000]; // at first a line that the browser kept may be dead, too
  const PAUSE = 2000;

  // Reads the views that somebody wants of one site, and tells what comes: {view, html}, {alive}, {refused}.
  class Stream {
    constructor(site, tell) {
      Object.assign(this, { site, tell, views: "", known: new Map(), patience: 0, sign: 0, tries: 0 });
      setInterval(() => this.isSilent() && this.stop?.abort(), 1000);
    }

    isSilent() {
      return Date.now() - this.sign > this.patience;
    }

    want(views) {
      const wanted = [...new Set(views)].sort().map((view) => `view=${encodeURIComponent(view)}`).join("&");
      if (wanted === this.views) return;
      this.views = wanted;
      this.known.clear();
      this.stop?.abort();
      if (wanted && !this.isRunning) this.run();
    }

    async run() {
      this.isRunning = true;
      while (this.views) {
        const asked = this.views;
        await this.read().catch(() => {});
        this.known.clear(); // what is not followed may be outdated
        if (asked === this.views && !this.isSilent()) await new Promise((rest) => setTimeout(rest, PAUSE));
      }
      this.isRunning = false;
    }

    async read() {
      this.stop = new AbortController();
      [this.sign, this.patience] = [Date.now(), CONNECTS_IN[Number(this.tries++ > 6)]];
      const answer = await fetch(`/events/${this.site}?${this.views}`, { signal: this.stop.signal, cache: "no-store" });
      const kind = answer.headers.get("Content-Type") ?? "";
      // Only our own refusal counts; a proxy before a house that starts anew answers anything.
      if (answer.status === 403 && kind.startsWith("application/problem")) this.tell({ refused: true });
      if (!answer.ok || !kind.startsWith("text/event-stream")) return this.stop.abort();
      [this.patience, this.tries] = [SILENCE, 0];
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let text = ""; ; ) {
        const { value, done } = await reader.read();
        if (done) return;
        this.sign = Date.now();
        const events = (text + value).split("\n\n");
        text = events.pop();
        events.forEach((event) => this.hear(event));
      }
    }

    hear(event) {
      const [head, ...lines] = event.split("\n");
      const [view, html] = [head.slice(7), lines.map((line) => line.slice(6)).join("\n")];
      if (view === "alive") return this.tell({ alive: html });
      this.known.set(view, html);
      this.tell({ view, html });
    }
  }

  // As a worker: who wants what, by port.
  const [streams, ports] = [new Map(), new Map()];

  function serve(port) {
    port.onmessage = ({ data: { site, views } }) => {
      const toAll = (news) => ports.forEach((wish, each) => wish.site === site && each.postMessage(news));
      if (!streams.has(site)) streams.set(site, new Stream(site, toAll));
      if (views.length) ports.set(port, { site, views });
      else ports.delete(port);
      const { known } = streams.get(site);
      views.forEach((view) => known.has(view) && port.postMessage({ view, html: known.get(view) }));
      for (const [name, one] of streams) {
        one.want([...ports.values()].filter((wish) => wish.site === name).flatMap((wish) => wish.views));
      }
    };
  }

  if (typeof SharedWorkerGlobalScope !== "undefined") {
    self.onconnect = (event) => serve(event.ports[0]);
    return;
  }

  // As a page: salesfloorStream.follow("/events/12?view=board.en", (html) => …)
  const [source, wishes] = [document.currentScript.src, []];
  const wished = () => wishes.map((wish) => wish.view);
  let [site, port, release] = ["", null, null];
  const ahead = new Date(document.body.dataset.now ?? Date.now()) - Date.now(); // the house's clock, not the device's
  let lastSign = Date.now();
  // A screen is made anew; a page that is only called from here may hold what somebody types.
  const isScreen = () => document.querySelector("[data-live], [data-stream], [data-polled]") !== null;

  function hear(news) {
    if (news.refused) return isScreen() ? reload() : say([]);
    lastSign = Date.now();
    showAge();
    if (news.alive !== undefined && (release ??= news.alive) !== news.alive && isScreen()) reload();
    wishes.filter((wish) => wish.view === news.view).forEach((wish) => wish.tell(news.html));
  }

  function reload() { // only where our own house has just answered, and not again and again
    if (Date.now() - Number(sessionStorage.getItem("reloaded")) < 60000) return;
    sessionStorage.setItem("reloaded", Date.now());
    location.reload();
  }

  function showAge() {
    const banner = document.getElementById("stale");
    const isStale = isScreen() && Date.now() - lastSign > SILENCE;
    document.documentElement.classList.toggle("is-stale", isStale);
    if (isStale && banner.hidden) {
      const time = new Date(lastSign + ahead).toLocaleTimeString("en-GB", { timeZone: "Asia/Shanghai" });
      banner.textContent = banner.dataset.words.replace("{time}", time);
    }
    banner.hidden = !isStale;
  }

  function say(views) {
    if (port === null && typeof SharedWorker !== "undefined") {
      port = new SharedWorker(source, "salesfloor stream").port;
    } else if (port === null) {
      const channel = new MessageChannel();
      serve(channel.port2);
      port = channel.port1;
      document.addEventListener("visibilitychange", () => say(document.hidden ? [] : wished()));
    }
    port.onmessage = ({ data }) => hear(data);
    port.postMessage({ site, views });
  }

  function follow(address, tell) {
    const asked = new URL(address, location.href);
    site = asked.pathname.split("/").at(-1);
    wishes.push({ view: asked.searchParams.get("view"), tell });
    if (wishes.length === 1) setInterval(showAge, 1000);
    say(wished());
  }

  addEventListener("pagehide", () => wishes.length && say([]));
  addEventListener("pageshow", (event) => event.persisted && wishes.length && say(wished()));
  window.salesfloorStream = { follow, hear, watch: () => setInterval(showAge, 1000) };
})();
