// express-rate-limit at /LIMIT/WINDOW_MS, for each of those that are named after the port.
const express = require("express");
const { rateLimit } = require("express-rate-limit");

const [port, ...limits] = process.argv.slice(2);
const app = express();
for (const path of limits) {
    const [limit, windowMs] = path.split("/").map(Number);
    app.get(`/${path}`, rateLimit({ limit, windowMs, standardHeaders: "draft-8" }), (_, answer) => answer.send("ok"));
}
app.listen(Number(port), "127.0.0.1");
