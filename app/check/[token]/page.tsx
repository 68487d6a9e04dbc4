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

/** Behind the QR code of every card. The answer comes with the page: no script has to run for it. */
export default async function PublicCheckPage({ params }: Props) {
  const asked = checkEndpoint.params.safeParse(await params)
  const address = (await headers()).get('x-nrmm-peer') ?? 'unknown'
  return <CheckPage>{shown(asked.success ? await answerTo(asked.data.token, address) : null)}</CheckPage>
}

type Answer = MachineCheck | 'RATE_LIMITED' | null

/** Expected refusals become words on the page; a fault of ours goes to the error page. */
async function answerTo(token: string, address: string): Promise<Answer> {
  try {
    await consumeLimit('check', { address, actorId: null })
    return await checkMachine(token)
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return 'RATE_LIMITED'
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null
    throw error
  }
}

function shown(answer: Answer) {
  if (answer === 'RATE_LIMITED') return <CheckFailure title="核验过于频繁" text="请稍等一分钟再试。" />
  if (answer === null) {
    const text = '请核对二维码是否完整；若是采集卡上的二维码，该卡可能不是登记单位发放的。'
    return <CheckFailure title="没有查到登记" text={text} />
  }
  return <CheckResult check={answer} />
}
