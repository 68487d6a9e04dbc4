import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { db } from '@/lib/server/database/db'
import { keySite } from '../queries/key-site'
import type { KeyAssertion } from '../schema/security-key'
import { noteChallenge, spendChallenge } from './key-challenge'

/** A key has signed; `counter` is what it says to have signed so far. */
export type KeyProof = { id: string; name: string; counter: bigint }

type Asked = Awaited<ReturnType<typeof generateAuthenticationOptions>>

/**
 * What a browser needs to ask for one of the person's keys, with a new challenge.
 * @returns null when none of them can be used at the system's address
 */
export async function askForKey(staffId: string): Promise<Asked | null> {
  const site = keySite()
  if (!site) return null
  const keys = await db().securityKey.findMany({ where: { staffId, site: site.id } })
  if (keys.length === 0) return null
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    allowCredentials: keys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    userVerification: 'preferred',
  })
  await noteChallenge(staffId, 'SIGN_IN', options.challenge)
  return options
}

/**
 * Judges the answer of a key; the challenge is used up by it.
 * @returns null when it is not one of the person's keys, or the signature is not for this challenge and site. Whether its
 *   counter has gone on is for the sign-in to see, in its transaction.
 */
export async function checkKey(staffId: string, answer: KeyAssertion): Promise<KeyProof | null> {
  const challenge = await spendChallenge(staffId, 'SIGN_IN', answer.response.clientDataJSON)
  const site = keySite()
  if (!challenge || !site) return null
  const where = { staffId, site: site.id, credentialId: answer.id }
  const key = await db().securityKey.findFirst({ where })
  if (!key) return null
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      // 0: the library would refuse one that goes back before it has looked at the signature.
      credential: { id: key.credentialId, publicKey: key.publicKey, counter: 0 },
      requireUserVerification: false,
    })
    if (!verified) return null
    return { id: key.id, name: key.name, counter: BigInt(authenticationInfo.newCounter) }
  } catch {
    // The library throws for whatever is wrong with an answer.
    return null
  }
}
