import { z } from 'zod'
import { isStorable } from '@/lib/core/storable'
import { keyAssertion } from './security-key'

/** Sign-in of staff. Its routes are plain (routes/sign-in.ts): who calls them has no session yet. */

/** One-time codes of the previous and next time step are accepted, because phone clocks are inexact. */
export const TOTP_TOLERANCE_SECONDS = 30
export const TOTP_STEP_SECONDS = 30

/** Input of the sign-in form. A malformed username counts as unknown, not as a different kind of failure. */
export const credentials = z.object({
  username: z.string().trim().toLowerCase().max(200).refine(isStorable),
  password: z.string().max(500),
  totp: z
    .string()
    .max(20)
    .overwrite((code) => code.replaceAll(/\s/g, ''))
    .transform((code) => (/^\d{6}$/.test(code) ? code : undefined))
    .optional(),
  key: keyAssertion.optional(),
})
export type Credentials = z.output<typeof credentials>
