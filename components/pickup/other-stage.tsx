import { Alert } from 'antd'
import { readLookup } from '@/lib/features/pickup/rules/read-lookup'
import type { Pickup } from '@/lib/features/pickup/schema'

/** A number is found by all but its first character, which a corrected stage changes: the officer is told of another one. */
export function OtherStage({ typed, found }: { typed: string; found: Pickup | undefined }) {
  const parsed = readLookup(typed)
  if (!found || parsed.kind !== 'READY' || !('registrationNumber' in parsed.input)) return null
  const number = parsed.input.registrationNumber
  if (found.registrationNumber === number) return null
  const title = `输入的是 ${number}，找到的是 ${found.registrationNumber}：第一位（排放阶段）不同，请核对`
  return <Alert type="warning" showIcon title={title} />
}
