// Sends bytes to the program and reads one answer, over a plain socket so that a case may send anything at all.
import net from 'node:net';
import zlib from 'node:zlib';

const ANSWER_MILLISECONDS = 30_000;

/** Sends `bytes`; resolves to status, headers (names in lower case) and the decoded body. */
export function exchange(address, { bytes, isHead }) {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = net.connect(Number(address.port), address.hostname, () => socket.write(bytes));
    const finish = (action) => {
      socket.destroy();
      action();
    };
    socket.setTimeout(ANSWER_MILLISECONDS, () => finish(() => reject(new Error('no whole answer in time'))));
    socket.on('error', (error) => finish(() => reject(error)));
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      try {
        const answer = readAnswer(received, isHead, false);
        if (answer) finish(() => resolve(answer));
      } catch (error) {
        finish(() => reject(error));
      }
    });
    socket.on('end', () =>
      finish(() => {
        try {
          const answer = readAnswer(received, isHead, true);
          if (answer) resolve(answer);
          else reject(new Error(`the connection closed after ${received.length} bytes`));
        } catch (error) {
          reject(error);
        }
      }),
    );
  });
}

/** The answer in `received`, or null while it is not whole. */
export function readAnswer(received, isHead, isClosed) {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [statusLine, ...lines] = received.subarray(0, headEnd).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1]);
  if (!status) throw new Error(`"${statusLine}" is not a status line`);
  const headers = new Map();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`"${line}" is not a header`);
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  }
  const rest = received.subarray(headEnd + 4);
  if (status === 100) return readAnswer(rest, isHead, isClosed);

  const body = isHead || status === 204 || status === 304 ? Buffer.alloc(0) : readBody(headers, rest, isClosed);
  return body && { status, headers, body: decompress(headers, body).toString('utf8') };
}

function readBody(headers, rest, isClosed) {
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(rest);
  if (!headers.has('content-length')) return isClosed ? rest : null;
  const length = Number(headers.get('content-length'));
  return rest.length < length ? null : rest.subarray(0, length);
}

function readChunks(rest) {
  const chunks = [];
  for (let position = 0; ;) {
    const lineEnd = rest.indexOf('\r\n', position);
    if (lineEnd < 0) return null;
    const size = parseInt(rest.toString('latin1', position, lineEnd), 16);
    if (Number.isNaN(size)) throw new Error('a chunk has no size');
    const start = lineEnd + 2;
    if (rest.length < start + size + 2) return null;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(rest.subarray(start, start + size));
    position = start + size + 2;
  }
}

function decompress(headers, body) {
  if (body.length === 0) return body;
  switch (headers.get('content-encoding')) {
    case undefined:
      return body;
    case 'br':
      return zlib.brotliDecompressSync(body);
    case 'gzip':
      return zlib.gunzipSync(body);
    default:
      throw new Error(`unknown Content-Encoding ${headers.get('content-encoding')}`);
  }
}
