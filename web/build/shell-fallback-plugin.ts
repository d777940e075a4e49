import type { Connect, Plugin } from "vite";

/** Answers page addresses as the server does: `/m…` is the phone, every other page the desk. */
const fallback: Connect.NextHandleFunction = (request, _response, next) => {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const page = request.headers.accept?.includes("text/html") && !path.includes(".");
  if (page) request.url = path === "/m" || path.startsWith("/m/") ? "/phone.html" : "/desk.html";
  next();
};

export function shellFallback(): Plugin {
  return {
    name: "heng:shell-fallback",
    configureServer: (server) => void server.middlewares.use(fallback),
    configurePreviewServer: (server) => void server.middlewares.use(fallback),
  };
}
