import { verify } from 'otplib'
import { decrypt } from '@/lib/server/secrets/secrets'
import { TOTP_STEP_SECONDS, TOTP_TOLERANCE_SECONDS } from '../schema/sign-in'

/**
 * @param staff with the encrypted secret, and the step of the last code that was used
 * @returns the time step of the code; null when it is wrong, or not later than the last one used
 */
export async function checkTotp(
  { id, totpSecret, totpLastStep }: { id: string; totpSecret: string | null; totpLastStep: number | null },
  token: string,
): Promise<number | null> {
  if (!totpSecret) return null
  return checkSecret(decrypt('staff.totpSecret', id, totpSecret), totpLastStep, token)
}

/** The same for a secret that is not stored yet. */
export async function checkSecret(
  secret: string,
  lastStep: number | null,
  token: string,
): Promise<number | null> {
  const epoch = Math.floor(Date.now() / 1000)
  const result = await verify({ secret, token, epoch, epochTolerance: TOTP_TOLERANCE_SECONDS })
  if (!result.valid) return null
  const step = Math.floor(epoch / TOTP_STEP_SECONDS) + result.delta
  return lastStep !== null && step <= lastStep ? null : step
}
