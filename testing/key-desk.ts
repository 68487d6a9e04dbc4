import { expect } from 'vitest'
import { AppError } from '@/lib/core/app-error'
import { db } from '@/lib/server/database/db'
import type { Route } from '@/lib/server/http/define-route'
import { FACTORY_PASSWORD } from '@/prisma/factories/password'
import { callRoute } from './call-route'
import { type KeyAnswer, type NewKey, softKey } from './soft-key'
import { type StaffSession, staffSession } from './staff-session'

export type Officer = StaffSession & { username: string }
type Credentials = { username: string; password: string; totp?: string; key?: KeyAnswer }
type SignIn = { id: string | null; secondFactor?: { key: { challenge: string } | null } }

/** Officers who register security keys and sign in with them. */
export function keyDesk(
  { startKey, addKey }: { startKey: Route; addKey: Route },
  signIn: (credentials: Credentials) => Promise<SignIn>,
) {
  async function officer(divisionCode = '110101'): Promise<Officer> {
    const session = await staffSession(db(), 'REVIEWER', divisionCode)
    const { username } = await db().staff.findUniqueOrThrow({ where: { id: session.id } })
    return { ...session, username }
  }

  /** The challenge of a registration. */
  async function start({ headers }: StaffSession): Promise<string> {
    const { status, body } = await callRoute<{ options: { challenge: string } }>(startKey, { headers })
    expect(status).toBe(200)
    return body.options.challenge
  }
  const add = ({ headers }: StaffSession, key: NewKey, name = '蓝色 U 盾') =>
    callRoute(addKey, { headers, body: { name, key } })

  /** An officer with a registered key. */
  async function withKey(divisionCode?: string) {
    const person = await officer(divisionCode)
    const key = softKey()
    expect((await add(person, key.make(await start(person)))).status).toBe(204)
    return { ...person, key }
  }

  const signInWith = ({ username }: Officer, more: Omit<Credentials, 'username' | 'password'> = {}) =>
    signIn({ username, password: FACTORY_PASSWORD, ...more })

  /** The challenge of a sign-in with the right password. */
  async function asked(person: Officer): Promise<string> {
    const { secondFactor } = await signInWith(person)
    if (!secondFactor?.key) throw new Error('no key was asked for')
    return secondFactor.key.challenge
  }

  /** What came of a sign-in: `in`, `asked` for the factor, or the error's code. */
  const attempt = (person: Officer, more: Omit<Credentials, 'username' | 'password'> = {}): Promise<string> =>
    signInWith(person, more).then(
      ({ id }) => (id === null ? 'asked' : 'in'),
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    )

  return { officer, start, add, withKey, signInWith, asked, attempt }
}
