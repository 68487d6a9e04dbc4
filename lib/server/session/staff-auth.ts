import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/observe/log'
import { defaultOf } from './default-of'
import { STAFF_SESSION_SECONDS, staffSessionSecret } from './staff-session'

type SignIn = (input: unknown) => Promise<{ id: string; epoch: number } | null>

/**
 * Options of next-auth, used for CSRF token, cookie and encrypted token around one credentials check.
 * @param signIn returns null to reject; the route reports the reason
 */
export function staffAuthOptions(signIn: SignIn): NextAuthOptions {
  return {
    secret: staffSessionSecret(),
    useSecureCookies: env().PUBLIC_URL.startsWith('https:'),
    session: { strategy: 'jwt', maxAge: STAFF_SESSION_SECONDS },
    pages: { signIn: '/login', error: '/login', signOut: '/login' },
    providers: [
      defaultOf(CredentialsProvider)({
        credentials: { username: {}, password: {}, totp: {} },
        authorize: (input) => signIn(input),
      }),
    ],
    callbacks: {
      // Only what `findStaffActor` needs; everything else is read from the row.
      jwt: ({ token, user }) => (user ? { sub: user.id, epoch: Reflect.get(user, 'epoch') } : token),
      session: ({ session }) => ({ expires: session.expires }),
      // Never to another site, whatever the Host header.
      redirect: ({ url }) => ownAddress(url),
    },
    logger: {
      error: (code) => log().error({ code }, 'next-auth'),
      warn: () => undefined,
      debug: () => undefined,
    },
  }
}

function ownAddress(url: string): string {
  const home = new URL(env().PUBLIC_URL)
  const target = URL.canParse(url, home) ? new URL(url, home) : home
  return new URL(`${target.pathname}${target.search}`, home).href
}
