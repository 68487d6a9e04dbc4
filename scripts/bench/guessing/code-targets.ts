/** Whose codes of a text message are guessed: for each purpose somebody made for it, and the request that takes the code. */
import type { CodePurpose } from '@/lib/features/account/schema'
import { db } from '@/lib/server/database/db'
import { type MadeAccount, makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { bearer } from '@/testing/access-actors'
import type { Reply } from '../http-client'
import { judge, type Outcome } from './guess'

/** A request as HttpClient sends it. */
export interface Ask {
  path: string
  headers?: Record<string, string>
  body: object
}

export interface Target {
  phone: string
  purpose: CodePurpose
  /** Asks for a code. */
  send: Ask
  guess(code: string): Ask
  outcome(reply: Reply): Outcome
}

const PASSWORD = 'Zhiyuan-2019'
const WRONG = ['CODE_INVALID']

/** Those who need nothing but the phone. */
const open = (phone: string, purpose: CodePurpose): Pick<Target, 'phone' | 'purpose' | 'send'> => ({
  phone,
  purpose,
  send: { path: '/api/v1/verification-codes', body: { phone, purpose } },
})

export function signInTarget({ phone }: Pick<MadeAccount, 'phone'>): Target {
  return {
    ...open(phone, 'LOGIN'),
    guess: (code) => ({ path: '/api/v1/sessions', body: { phone, code } }),
    outcome: (reply) => judge(reply, 201, ['INVALID_CREDENTIALS']),
  }
}

async function registration(): Promise<Target> {
  const phone = newPhone()
  const person = { type: 'PERSON', name: '张建国', idNumber: newPersonNumber(), password: PASSWORD, phone }
  return {
    ...open(phone, 'REGISTER'),
    guess: (code) => ({ path: '/api/v1/accounts', body: { ...person, code } }),
    outcome: (reply) => judge(reply, 201, WRONG),
  }
}

async function reset(): Promise<Target> {
  const { phone } = await makeAccount(db())
  return {
    ...open(phone, 'RESET_PASSWORD'),
    guess: (code) => ({ path: '/api/v1/password-resets', body: { phone, code, password: PASSWORD } }),
    outcome: (reply) => judge(reply, 204, WRONG),
  }
}

/** By whoever has the owner's session, and not the phone. */
async function closing(): Promise<Target> {
  const { id, phone } = await makeAccount(db())
  const headers = await bearer(id)
  return {
    ...open(phone, 'CLOSE_ACCOUNT'),
    guess: (code) => ({ path: '/api/v1/me/closing', headers, body: { phone, code } }),
    outcome: (reply) => judge(reply, 204, WRONG),
  }
}

/** By whoever has the owner's session: one of the two codes is guessed, the other is wrong. */
async function changing(purpose: 'CHANGE_PHONE' | 'NEW_PHONE'): Promise<Target> {
  const { id, phone } = await makeAccount(db())
  const next = newPhone()
  const headers = await bearer(id)
  const [guessed, other] = purpose === 'CHANGE_PHONE' ? ['code', 'newCode'] : ['newCode', 'code']
  return {
    ...open(purpose === 'CHANGE_PHONE' ? phone : next, purpose),
    guess: (code) => ({
      path: '/api/v1/me/phone',
      headers,
      body: { phone, newPhone: next, [guessed]: code, [other]: '000000' },
    }),
    outcome: (reply) => judge(reply, 204, WRONG),
  }
}

/** By an agent, of an owner who knows nothing of it. */
async function consent(): Promise<Target> {
  const [agent, owner] = [await makeAccount(db()), await makeAccount(db())]
  const { id } = await makeFiling(db(), 'DRAFT', { filerId: agent.id })
  const headers = await bearer(agent.id)
  const body = { ownerName: owner.name, ownerPhone: owner.phone }
  const path = `/api/v1/filings/${id}/owner-consent`
  return {
    phone: owner.phone,
    purpose: 'AGENT_CONSENT',
    send: { path: `${path}/codes`, headers, body },
    guess: (code) => ({ path, headers, body: { ...body, code } }),
    outcome: (reply) => judge(reply, 200, WRONG),
  }
}

/** The new owner guesses the present one's code, or the other way round; the guesser's own code is wrong. */
async function transfer(side: 'FROM' | 'TO'): Promise<Target> {
  const [from, to] = [await makeAccount(db()), await makeAccount(db())]
  const { machineId } = await makeFiling(db(), 'COLLECTED', { filerId: from.id })
  const headers = await bearer(side === 'FROM' ? to.id : from.id)
  const sides = { fromPhone: from.phone, toPhone: to.phone, toName: to.name }
  const documents = { type: 'OWNER', fromIdNumber: from.idNumber, toIdNumber: to.idNumber }
  const path = `/api/v1/machines/${machineId}/changes`
  const [guessed, own] = side === 'FROM' ? ['fromCode', 'toCode'] : ['toCode', 'fromCode']
  return {
    phone: side === 'FROM' ? from.phone : to.phone,
    purpose: side === 'FROM' ? 'TRANSFER_FROM' : 'TRANSFER_TO',
    send: { path: `${path}/codes`, headers, body: { side, ...sides } },
    guess: (code) => ({
      path,
      headers,
      body: { ...documents, ...sides, [guessed]: code, [own]: '000000' },
    }),
    // The answer names every wrong side: one that is not named has been found.
    outcome: (reply) => {
      const outcome = judge(reply, 201, WRONG)
      return outcome === 'wrong' && !reply.text.includes(guessed) ? 'found' : outcome
    },
  }
}

export const TARGETS: Record<CodePurpose, () => Promise<Target>> = {
  LOGIN: async () => signInTarget(await makeAccount(db())),
  REGISTER: registration,
  RESET_PASSWORD: reset,
  CLOSE_ACCOUNT: closing,
  CHANGE_PHONE: () => changing('CHANGE_PHONE'),
  NEW_PHONE: () => changing('NEW_PHONE'),
  AGENT_CONSENT: consent,
  TRANSFER_FROM: () => transfer('FROM'),
  TRANSFER_TO: () => transfer('TO'),
}
