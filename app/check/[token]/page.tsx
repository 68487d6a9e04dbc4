import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { CheckPage } from '@/components/check/check-page'
import { CheckFailure, CheckResult } from '@/components/check/check-result'
import { AppError } from '@/lib/core/app-error'
import { checkMachine } from '@/lib/features/check/queries'
import { checkEndpoint, type MachineCheck } from '@/lib/features/check/schema'
import { consumeLimit } from '@/lib/server/http/limits'

export const metadata: Metadata = { title: '登记核验', robots: { index: false } }

type Props = { params: Promise<{ token: string }> }

/** Target of the QR code on every card. The result is rendered on the server and needs no script. */
export default async function PublicCheckPage({ params }: Props) {
  const parsed = checkEndpoint.params.safeParse(await params)
  const address = (await headers()).get('x-nrmm-peer') ?? 'unknown'
  if (!parsed.success) return <CheckPage>{renderResult(null, '')}</CheckPage>
  const { token } = parsed.data
  return <CheckPage>{renderResult(await check(token, address), token)}</CheckPage>
}

type CheckOutcome = MachineCheck | 'RATE_LIMITED' | null

/** Expected refusals become messages on the page; other errors go to the error page. */
async function check(token: string, address: string): Promise<CheckOutcome> {
  try {
    await consumeLimit('check', { address, actorId: null })
    return await checkMachine(token)
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return 'RATE_LIMITED'
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null
    // A HEAD shows nobody anything, so nothing is recorded and nothing looked up.
    if (error instanceof AppError && error.code === 'METHOD_NOT_ALLOWED') return null
    throw error
  }
}

function renderResult(result: CheckOutcome, token: string) {
  if (result === 'RATE_LIMITED') return <CheckFailure title="核验过于频繁" text="请稍等一分钟再试。" />
  if (result === null) {
    const text = '请核对二维码是否完整；若是采集卡上的二维码，该卡可能不是登记单位发放的。'
    return <CheckFailure title="没有查到登记" text={text} />
  }
  return <CheckResult check={result} token={token} />
}
