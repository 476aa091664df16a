// Photos are named by their SHA-256 before they are sent: a check may come before its photos. They wait in
// the browser's own store and are sent when there is a network, also after a reload.
window.uploads = (() => {
  "use strict";
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open("salesfloor-uploads", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const act = async (mode, work) => {
    const store = (await opened).transaction("files", mode).objectStore("files");
    return new Promise((resolve, reject) => {
      const request = work(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  };
  const hashOf = async (file) => {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];

  async function send(hash) {
    const file = await act("readonly", (store) => store.get(hash));
    if (!file) return true;
    const body = new FormData();
    body.append("file", file, "photo");
    try {
      const answer = await fetch("/api/v1/files", { method: "POST", body, headers: { "X-CSRFToken": token() } });
      if (answer.ok || answer.status === 422) await act("readwrite", (store) => store.delete(hash));
      if (answer.ok) document.dispatchEvent(new CustomEvent("upload:done", { detail: hash }));
      return answer.ok;
    } catch {
      return false;
    }
  }

  async function add(file) {
    const hash = await hashOf(file);
    await act("readwrite", (store) => store.put(file, hash));
    send(hash);
    return hash;
  }

  async function rest() {
    for (const hash of await act("readonly", (store) => store.getAllKeys())) await send(hash);
  }
  document.addEventListener("upload:done", ({ detail }) => {
    if (document.querySelector(`[data-awaits="${CSS.escape(detail)}"]`)) location.reload();
  });
  addEventListener("online", rest);
  rest();
  return { add, get: (hash) => act("readonly", (store) => store.get(hash)) };
})();
