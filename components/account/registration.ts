import { type Faults, faultsOf } from '@/components/mobile/use-fields'
import { normaliseIdNumber } from '@/lib/core/id-number'
import { createAccountEndpoint, idNumberMessage } from '@/lib/features/account/schema'
import { DIFFERENT } from './new-password-fields'

export type Kind = 'UNIT' | 'PERSON'
export type Registration = Record<'name' | 'idNumber' | 'password' | 'again' | 'phone' | 'code', string>

export const EMPTY: Registration = { name: '', idNumber: '', password: '', again: '', phone: '', code: '' }

type Words = { name: string; nameHint: string; idNumber: string; idNumberHint: string }

/** The manual's words (第二步). */
export const WORDS: Record<Kind, Words> = {
  UNIT: {
    name: '单位名称',
    nameHint: '输入单位名称',
    idNumber: '证件号',
    idNumberHint: '输入统一社会信用代码',
  },
  PERSON: {
    name: '姓名',
    nameHint: '输入姓名',
    idNumber: '身份证号',
    idNumberHint: '输入个人身份证号',
  },
}

/** What the server would say, and whether both passwords are the same. */
export function registrationFaults(
  type: Kind,
  { again, ...values }: Registration,
): Faults<keyof Registration> {
  const faults: Faults<keyof Registration> = faultsOf(createAccountEndpoint.body, { ...values, type })
  const words = WORDS[type]
  if (values.name === '') faults.name = `请填写${words.name}`
  // The schema looks at the number last, when all else is right; the person wants to hear it with the rest.
  if (values.idNumber === '') faults.idNumber = `请${words.idNumberHint.replace('输入', '填写')}`
  else faults.idNumber = idNumberMessage(type, normaliseIdNumber(values.idNumber)) ?? undefined
  if (again === '') faults.again = '请再次输入密码'
  else if (again !== values.password) faults.again = DIFFERENT
  return faults
}

const KEPT_AT = 'nrmm.registration'

/** What may be kept in this tab while its owner reads the message with the code: everything but passwords. */
type Kept = { kind: Kind; name: string; idNumber: string }

export function keepRegistration(kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(KEPT_AT, JSON.stringify(kept))
    else sessionStorage.removeItem(KEPT_AT)
  } catch {
    // No storage: nothing is kept.
  }
}

export function keptRegistration(): Partial<Kept> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT_AT) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return {}
    const text = (name: keyof Kept) => {
      const value: unknown = Reflect.get(kept, name)
      return typeof value === 'string' ? value : undefined
    }
    return {
      kind: text('kind') === 'PERSON' ? 'PERSON' : 'UNIT',
      name: text('name'),
      idNumber: text('idNumber'),
    }
  } catch {
    return {}
  }
}
