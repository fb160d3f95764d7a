// A real OpenID Connect issuer (oidc-provider) for tests: it signs in whom a test says, without asking.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';

import Provider from 'oidc-provider';

const LOCAL = '127.0.0.1';
const CLIENT = 'legation-hub';

export class TestIssuer {
  /**
   * Starts an issuer on a free port. `person()` is who signs in next: `{ sub, email, verified, acr }`. `redirect` is where the hub
   * takes answers. With `isPublic` the hub is a client without a key.
   */
  static async start(t, { person, redirect, isPublic = false }) {
    const issuer = new TestIssuer();
    issuer.requests = [];
    const hub = generateKeyPairSync('rsa', { modulusLength: 2048 });
    issuer.hubKey = hub.privateKey.export({ type: 'pkcs8', format: 'pem' });
    const own = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
    issuer.server = createServer((request, response) => {
      issuer.requests.push(`${request.method} ${request.url.split('?')[0]}`);
      issuer.answer(request, response);
    });
    await new Promise((resolve) => issuer.server.listen(0, LOCAL, resolve));
    issuer.url = `http://${LOCAL}:${issuer.server.address().port}`;
    const authentication = isPublic
      ? { token_endpoint_auth_method: 'none' }
      : {
          token_endpoint_auth_method: 'private_key_jwt',
          jwks: { keys: [{ ...hub.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
        };
    const provider = new Provider(issuer.url, {
      clients: [
        { client_id: CLIENT, redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'], ...authentication },
      ],
      jwks: { keys: [{ ...own, use: 'sig', alg: 'RS256', kid: 'first' }] },
      cookies: { keys: ['for tests'] },
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null },
      acrValues: ['aal1', 'aal2'],
      features: { devInteractions: { enabled: false } },
      interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: person().email, email_verified: person().verified ?? true }),
      }),
      async loadExistingGrant({ oidc }) {
        const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
        grant.addOIDCScope('openid email');
        grant.addOIDCClaims(['email', 'email_verified', 'acr']);
        await grant.save();
        return grant;
      },
      ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    });
    const callback = provider.callback();
    issuer.answer = async (request, response) => {
      if (!request.url.startsWith('/interaction/')) return callback(request, response);
      const { sub, acr } = person();
      await provider.interactionFinished(request, response, { login: { accountId: sub, acr } });
    };
    t.after(() => issuer.server.close());
    return issuer;
  }

  settings(keyFile) {
    const key = keyFile ? `private_key = "${keyFile}"\n` : '';
    return `[oidc.city]\nname = "City sign-in"\nissuer = "${this.url}"\nclient_id = "${CLIENT}"\n${key}`;
  }
}
