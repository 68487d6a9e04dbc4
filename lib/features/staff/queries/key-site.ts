import { env } from '@/lib/server/env'
import { type KeySite, keySiteOf } from '../rules/key-site'

/** Where keys can be used; null: nowhere. */
export function keySite(): KeySite | null {
  return keySiteOf(env().PUBLIC_URL)
}
