/** Slack and DynamoDB as the benchmark needs them: instant answers, and the moment at which Slack was asked. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts both on one port. Over https if `openssl` can make a certificate: production is TLS only. */
export async function startPeers() {
  const certificate = makeCertificate();
  let asked = () => {};
  const answer = (request, response) => {
    const slack = request.url?.includes('chat.postMessage');
    if (slack) asked(process.hrtime.bigint());
    request.resume().on('end', () => {
      response.setHeader('content-type', slack ? 'application/json' : 'application/x-amz-json-1.0');
      response.end(slack ? '{"ok":true,"channel":"C0ALERTS","ts":"1700000000.000100"}' : '{}');
    });
  };
  const server =
    certificate === undefined ? createHttpServer(answer) : createHttpsServer(certificate, answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scheme = certificate === undefined ? 'http' : 'https';
  return {
    scheme,
    url: `${scheme}://localhost:${server.address().port}`,
    certificateFile: certificate?.file,
    /** Resolves with the time (ns) at which Slack is asked next. */
    nextPost: () => new Promise((resolve) => (asked = resolve)),
    close() {
      server.closeAllConnections();
      server.close();
      if (certificate !== undefined) rmSync(certificate.folder, { recursive: true });
    },
  };
}

function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), 'rootguard-bench-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-keyout', key, '-out', cert, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
  ]);
  if (made.status === 0) return { key: readFileSync(key), cert: readFileSync(cert), file: cert, folder };
  rmSync(folder, { recursive: true });
  return undefined;
}
