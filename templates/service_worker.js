// Without a network, whoever goes to a page is told so. Nothing else is kept: no page of anybody, no form.
"use strict";

const OFFLINE = "{{ offline }}";
const FILES = [{% for file in files %}"{{ file }}", {% endfor %}];
const KEPT = "offline";

self.addEventListener("install", (event) => {
  // As nobody: without cookies, and not an older copy.
  const requests = [OFFLINE, ...FILES].map((url) => new Request(url, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.delete(KEPT).then(() => caches.open(KEPT)).then((cache) => cache.addAll(requests)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
