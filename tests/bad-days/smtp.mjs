// A mail server to be treated badly by, or to treat badly: it keeps what it takes, and answers as a test says.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { SMTPServer } from 'smtp-server';

const LOCAL = '127.0.0.1';

export class MailServer {
  /**
   * Listens on a free port, or on `port`. `answer(step)` may give `{ code, text }` to refuse at the step `rcpt` or `data`,
   * or a promise, which holds up the answer.
   */
  static async start(t, { answer = () => {}, port = 0, ...options } = {}) {
    const mail = new MailServer();
    mail.taken = [];
    mail.signedIn = [];
    mail.tries = 0;
    const reply = (step, callback) =>
      Promise.resolve(answer(step)).then((refusal) =>
        callback(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null),
      );
    mail.server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: options.key ? [] : ['STARTTLS'],
      onAuth({ username, password }, session, callback) {
        mail.signedIn.push({ username, password, isSecure: session.secure });
        callback(password === 'right' ? null : new Error('wrong password'), { user: username });
      },
      onRcptTo(address, session, callback) {
        mail.tries += 1;
        reply('rcpt', callback);
      },
      onData(stream, session, callback) {
        const pieces = [];
        stream.on('data', (piece) => pieces.push(piece));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const message = {
            from: mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(pieces).toString('utf8'),
            isSecure: session.secure,
            host: session.hostNameAppearsAs,
          };
          reply('data', (refusal) => {
            if (!refusal) mail.taken.push(message);
            callback(refusal);
          });
        });
      },
      ...options,
    });
    mail.server.on('error', () => {}); // a client that is killed breaks its connection
    await new Promise((resolve) => mail.server.listen(port, LOCAL, resolve));
    mail.port = mail.server.server.address().port;
    t.after(() => mail.stop());
    return mail;
  }

  get settings() {
    return `[mail]\nserver = "${LOCAL}:${this.port}"\nencryption = "none"\nfrom = "hub@example.org"\n`;
  }

  stop() {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** A certificate for this machine that only who is told of it trusts: `{ key, cert, file }`. */
export async function certificate(hub, readFile) {
  const key = path.join(hub.folder, 'key.pem');
  const file = path.join(hub.folder, 'certificate.pem');
  const what = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', ...what, ...names, '-keyout', key, '-out', file], { stdio: 'ignore' });
  return { key: await readFile(key, 'utf8'), cert: await readFile(file, 'utf8'), file };
}

/** The value of a header, unfolded. */
export function header(raw, name) {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
}

/** A message's parts, by type, decoded. */
export function parts(raw) {
  const found = {};
  for (const [, type, encoding, body] of raw.matchAll(
    /Content-Type: (text\/\w+); charset=utf-8\r\nContent-Transfer-Encoding: (\S+)\r\n\r\n([^]*?)\r\n-{20,}\w/gi,
  )) {
    if (encoding !== 'quoted-printable') throw new Error(`an encoding that tests do not read: ${encoding}`);
    const bytes = body
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    found[type] = Buffer.from(bytes, 'latin1').toString('utf8');
  }
  return found;
}
