import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import pg from 'pg';
import type { Services } from '#backoffice/services.ts';
import { writeResetLetter, writeVerificationLetter } from './auth-letters.ts';

export interface AuthSettings {
  databaseUrl: string;
  secret: string;
  publicUrl: string;
  /** Off in tests that sign many people in within a second. */
  /** Of one address. Null: nothing is limited. */
  signInsPerMinute: number | null;
}
export type Auth = ReturnType<typeof createAuth>;

const THIRTY_DAYS = 30 * 24 * 3600;
const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** Identity for storefront, API and panel: one cookie, sessions as rows that sign-out, suspension and a new password end at once. */
export function createAuth(services: Services, settings: AuthSettings) {
  // A pool of its own: the library opens transactions, and on the embedded database a second connection of ours must not wait inside one.
  const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 3 });
  // An idle connection that the server closes is replaced at the next query; without a listener it would end the process.
  pool.on('error', err => services.log.warn({ err }, 'an idle database connection was closed'));
  return betterAuth({
    database: pool,
    secret: settings.secret,
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [settings.publicUrl],
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message, ...rest) => services.log.error({ rest }, message) },
    user: {
      modelName: 'users',
      fields: { ...timestamps, emailVerified: 'email_verified' },
      additionalFields: {
        role: { type: 'string', input: false, defaultValue: 'customer' },
        suspendedAt: { type: 'date', input: false, required: false, fieldName: 'suspended_at' },
      },
    },
    session: {
      modelName: 'sessions',
      fields: {
        ...timestamps,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: THIRTY_DAYS,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        ...timestamps,
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { modelName: 'verifications', fields: { ...timestamps, expiresAt: 'expires_at' } },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      revokeSessionsOnPasswordReset: true,
      password: { hash: password => hash(password), verify: ({ hash: kept, password }) => verify(kept, password) },
      sendResetPassword: ({ user, token }) =>
        writeResetLetter(services, user, `${settings.publicUrl}/reset-password?token=${encodeURIComponent(token)}`),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, url }) => writeVerificationLetter(services, user, url),
    },
    rateLimit: {
      enabled: settings.signInsPerMinute !== null,
      storage: 'database',
      modelName: 'rate_limits',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 100,
      customRules: {
        '/sign-in/email': { window: 60, max: settings.signInsPerMinute ?? 0 },
        '/sign-up/email': { window: 60, max: 5 },
        '/request-password-reset': { window: 60, max: 3 },
      },
    },
    advanced: {
      cookiePrefix: 'stackr',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
    },
    databaseHooks: {
      session: { create: { before: (session, context) => refuseSuspended(services, session.userId, context) } },
    },
    hooks: {
      before: createAuthMiddleware(async context => {
        // A new password ends every other session, whether the client asked for it or not.
        if (context.path === '/change-password')
          return { context: { body: { ...context.body, revokeOtherSessions: true } } };
      }),
      after: createAuthMiddleware(async context => {
        // The session a browser brought along ends when it signs in anew.
        const earlier = await context.getSignedCookie(
          context.context.authCookies.sessionToken.name,
          context.context.secret,
        );
        const session = context.context.newSession;
        if (earlier && session && context.path.startsWith('/sign-in') && earlier !== session.session.token)
          await context.context.internalAdapter.deleteSession(earlier);
      }),
    },
  });
}

/** Asked through the library where it can be: its transaction may be open, and the embedded database has one session for everyone. */
async function refuseSuspended(
  services: Services,
  userId: string,
  context: { context: { internalAdapter: { findUserById(id: string): Promise<unknown> } } } | null,
): Promise<undefined> {
  const user = context
    ? ((await context.context.internalAdapter.findUserById(userId)) as { suspendedAt?: Date | null } | null)
    : await services.db('users').where({ id: userId }).first('suspended_at as suspendedAt');
  if (user?.suspendedAt)
    throw new APIError('FORBIDDEN', {
      code: 'SUSPENDED',
      message: 'This account is suspended. Write to us if you think this is a mistake.',
    });
}
