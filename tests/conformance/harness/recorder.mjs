// A server on this machine that keeps what it is sent.

import { createServer } from "node:http";

/** `answer(request)` gives the status, and headers if any; 200 by default. */
export async function recorder(answer = () => ({})) {
  const requests = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      const kept = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      requests.push(kept);
      const { status = 200, headers: given = {}, body = '{"success":true}' } = answer(kept);
      response.writeHead(status, given);
      response.end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    requests,
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}
