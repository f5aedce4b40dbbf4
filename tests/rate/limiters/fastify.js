// @fastify/rate-limit at /LIMIT/WINDOW_MS, for each of those that are named after the port.
const fastify = require("fastify");
const limiter = require("@fastify/rate-limit");

const [port, ...limits] = process.argv.slice(2);
const app = fastify();
app.register(limiter, { global: false });
app.after(() => {
    for (const path of limits) {
        const [max, timeWindow] = path.split("/").map(Number);
        app.get(`/${path}`, { config: { rateLimit: { max, timeWindow } } }, async () => "ok");
    }
});
app.listen({ port: Number(port), host: "127.0.0.1" });
