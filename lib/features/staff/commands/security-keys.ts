import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { db, transact, uniqueViolation } from '@/lib/server/database/db'
import { keySite } from '../queries/key-site'
import { MAX_KEYS, type NewKey } from '../schema/security-key'
import { noteChallenge, spendChallenge } from './key-challenge'
import { auditSelf, endOtherThan, lockOwnRow, requireFactorLeft } from './own-factors'

const NAME = '非道路移动机械环保登记'
/** EdDSA, ES256, RS256 (IANA COSE), best first: what keys in use offer. */
const ALGORITHMS = [-8, -7, -257]

/**
 * What a browser needs to make a key, with a new challenge. Which maker's key it is, is not asked (attestation none); one that
 * is the person's already is refused by the browser.
 * @throws AppError STATE_CONFLICT where keys cannot be used, or the person has MAX_KEYS
 */
export async function startKey(actor: StaffActor) {
  const site = requireSite()
  const keys = await db().securityKey.findMany({ where: { staffId: actor.id } })
  if (keys.length >= MAX_KEYS) throw tooMany()
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: site.id,
    userName: actor.username,
    userDisplayName: actor.name,
    userID: new TextEncoder().encode(actor.id),
    attestationType: 'none',
    excludeCredentials: keys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    // It stands beside a password, so it need not be found without a name: that would take one of the few places on a key.
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
  await noteChallenge(actor.id, 'REGISTER', options.challenge)
  return { options: { ...options } }
}

/**
 * Registers the key that the browser made, and ends the person's other sessions.
 * @throws AppError INVALID on `key` when it is not an answer to the person's own challenge; STATE_CONFLICT as `startKey`, or
 *   when the key is registered already
 */
export async function addKey(actor: StaffActor, { name, key }: { name: string; key: NewKey }): Promise<void> {
  const site = requireSite()
  const challenge = await spendChallenge(actor.id, 'REGISTER', key.response.clientDataJSON)
  const credential = challenge && (await credentialOf(key, challenge, site))
  if (!credential) throw fieldError('key', '安全密钥没有通过验证，请重新添加')
  const { id: credentialId, publicKey, counter } = credential
  const transports = key.response.transports ?? []
  const row = { staffId: actor.id, site: site.id, credentialId, publicKey, transports, name }
  try {
    await transact(async (tx) => {
      await lockOwnRow(tx, actor)
      if ((await tx.securityKey.count({ where: { staffId: actor.id } })) >= MAX_KEYS) throw tooMany()
      await tx.securityKey.create({ data: { ...row, counter: BigInt(counter), createdAt: new Date() } })
      await endOtherThan(tx, actor)
      await auditSelf(tx, actor, 'staff.add-key', { name })
    })
  } catch (error) {
    if (uniqueViolation(error)?.includes('credentialId'))
      throw new AppError('STATE_CONFLICT', { detail: '这把安全密钥已经登记过' })
    throw error
  }
}

/**
 * Removes one of the person's keys, and ends their other sessions.
 * @throws AppError NOT_FOUND when it is another's or gone; STATE_CONFLICT when it is the last factor and the role needs one
 */
export function removeKey(actor: StaffActor, id: string): Promise<void> {
  return transact(async (tx) => {
    await lockOwnRow(tx, actor)
    const key = await tx.securityKey.findFirst({ where: { id, staffId: actor.id } })
    if (!key) throw new AppError('NOT_FOUND', { detail: '这把安全密钥已经删除' })
    await tx.securityKey.delete({ where: { id } })
    await requireFactorLeft(tx, actor)
    await endOtherThan(tx, actor)
    await auditSelf(tx, actor, 'staff.remove-key', { name: key.name })
  })
}

/** @returns null when the answer is not what was asked for */
async function credentialOf(key: NewKey, expectedChallenge: string, site: { id: string; origin: string }) {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...key, clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return registrationInfo?.credential ?? null
  } catch {
    // The library throws for whatever is wrong with an answer.
    return null
  }
}

function requireSite() {
  const site = keySite()
  if (!site)
    throw new AppError('STATE_CONFLICT', { detail: '安全密钥需要系统以 HTTPS 和域名提供，请使用动态口令' })
  return site
}

function tooMany(): AppError {
  return new AppError('STATE_CONFLICT', { detail: `最多登记 ${MAX_KEYS} 把安全密钥，请先删除不用的` })
}
