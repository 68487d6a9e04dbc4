import { halfWidth } from '@/lib/core/normalise'
import { mobileOf } from '@/lib/core/phone'
import { damageOf, textAt } from './source-value'

/** An owner's contact in the older system. A landline is neither a sign-in nor searchable. */
export type Contact = { kind: 'MOBILE' | 'OTHER'; phone: string }

const NOTHING = /^(无|没有|不详|未知|[/\\—–-]+|0)?$/
/** Digits of a landline, its extension and separators. */
const LANDLINE = /^[\d()+\- 转/,;、]{7,40}$/

/** The first mobile number of a cell, else a landline as it is written; anything else is left out with a warning. */
export function contactOf(source: unknown): { value: Contact | null; warning?: string } {
  const damage = damageOf(source)
  if (damage !== null) return { value: null, warning: `${damage}；未载入` }
  const text = textAt(source)
  if (NOTHING.test(text)) return { value: null }
  const mobile = mobileOf(text)
  if (mobile !== null) return { value: { kind: 'MOBILE', phone: mobile } }
  const plain = halfWidth(text.replace(/^['‘’`´]+/, '')).trim()
  const digits = plain.replace(/\D/g, '').length
  if (LANDLINE.test(plain) && digits >= 7 && !/^1\d{10}$/.test(plain))
    return { value: { kind: 'OTHER', phone: plain }, warning: '不是手机号，只作为联系电话载入' }
  return { value: null, warning: '不是电话号码，未载入' }
}
