import type { Browser } from '@/lib/features/staff/commands/open-session'
import { signInStaff } from '@/lib/features/staff/commands/sign-in'
import type { Credentials } from '@/lib/features/staff/schema/sign-in'

/** Signs a member of staff in from a browser of a test's own. */
export function signInAt(credentials: Credentials, browser: Partial<Browser> = {}) {
  return signInStaff(credentials, { address: '10.0.0.1', device: 'Chrome 94 · Windows 10', ...browser })
}
