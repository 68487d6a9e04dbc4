import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/observe/log'
import { defaultOf } from './default-of'
import { STAFF_SESSION_SECONDS, staffSessionSecret } from './staff-session'

type SignIn = (input: unknown) => Promise<{ id: string; epoch: number } | null>

/**
 * next-auth as far as it is used: CSRF token, cookie and encrypted token around one credentials check.
 * @param signIn null: refused; the route itself answers why
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
      // Only what `findStaffActor` reads; the row tells the rest.
      jwt: ({ token, user }) => (user ? { sub: user.id, epoch: Reflect.get(user, 'epoch') } : token),
      session: ({ session }) => ({ expires: session.expires }),
      // Never to another site, whatever Host the request named.
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
