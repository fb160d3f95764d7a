// Sends bytes to the program and reads one answer, over a plain socket so that a case may send anything at all.
import net from 'node:net';
import zlib from 'node:zlib';

const ANSWER_MILLISECONDS = 30_000;

/** Sends `bytes`; resolves to status, headers (names in lower case) and the decoded body. */
export function exchange(address, { bytes, is_head }) {
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
                const answer = read_answer(received, is_head, false);
                if (answer) finish(() => resolve(answer));
            } catch (error) {
                finish(() => reject(error));
            }
        });
        socket.on('end', () => finish(() => {
            try {
                const answer = read_answer(received, is_head, true);
                if (answer) resolve(answer);
                else reject(new Error(`the connection closed after ${received.length} bytes`));
            } catch (error) {
                reject(error);
            }
        }));
    });
}

/** The answer in `received`, or null while it is not whole. */
export function read_answer(received, is_head, is_closed) {
    const head_end = received.indexOf('\r\n\r\n');
    if (head_end < 0) return null;
    const [status_line, ...lines] = received.subarray(0, head_end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(status_line)?.[1]);
    if (!status) throw new Error(`"${status_line}" is not a status line`);
    const headers = new Map();
    for (const line of lines) {
        const colon = line.indexOf(':');
        if (colon < 1) throw new Error(`"${line}" is not a header`);
        const name = line.slice(0, colon).toLowerCase();
        const value = line.slice(colon + 1).trim();
        headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
    }
    const rest = received.subarray(head_end + 4);
    if (status === 100) return read_answer(rest, is_head, is_closed);

    const body = is_head || status === 204 || status === 304 ? Buffer.alloc(0) : read_body(headers, rest, is_closed);
    return body && { status, headers, body: decompress(headers, body).toString('utf8') };
}

function read_body(headers, rest, is_closed) {
    if (headers.get('transfer-encoding') === 'chunked') return read_chunks(rest);
    if (!headers.has('content-length')) return is_closed ? rest : null;
    const length = Number(headers.get('content-length'));
    return rest.length < length ? null : rest.subarray(0, length);
}

function read_chunks(rest) {
    const chunks = [];
    for (let position = 0; ;) {
        const line_end = rest.indexOf('\r\n', position);
        if (line_end < 0) return null;
        const size = parseInt(rest.toString('latin1', position, line_end), 16);
        if (Number.isNaN(size)) throw new Error('a chunk has no size');
        const start = line_end + 2;
        if (rest.length < start + size + 2) return null;
        if (size === 0) return Buffer.concat(chunks);
        chunks.push(rest.subarray(start, start + size));
        position = start + size + 2;
    }
}

function decompress(headers, body) {
    if (body.length === 0) return body;
    switch (headers.get('content-encoding')) {
        case undefined: return body;
        case 'br': return zlib.brotliDecompressSync(body);
        case 'gzip': return zlib.gunzipSync(body);
        default: throw new Error(`unknown Content-Encoding ${headers.get('content-encoding')}`);
    }
}
