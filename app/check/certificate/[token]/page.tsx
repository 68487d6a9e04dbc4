import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { CertificateResult } from '@/components/certificate/certificate-result'
import { CheckPage } from '@/components/check/check-page'
import { CheckFailure } from '@/components/check/check-result'
import { AppError } from '@/lib/core/app-error'
import { checkCertificate } from '@/lib/features/certificate/queries/check'
import { type CertificateCheck, certificateCheckEndpoint } from '@/lib/features/certificate/schema'
import { consumeLimit } from '@/lib/server/http/limits'

export const metadata: Metadata = { title: '证明核验', robots: { index: false } }

type Props = { params: Promise<{ token: string }> }

/** Target of the QR code on a certificate, rendered on the server like that of a card. */
export default async function PublicCertificatePage({ params }: Props) {
  const parsed = certificateCheckEndpoint.params.safeParse(await params)
  const address = (await headers()).get('x-nrmm-peer') ?? 'unknown'
  const outcome = parsed.success ? await check(parsed.data.token, address) : null
  return (
    <CheckPage
      head="非道路移动机械登记情况证明核验"
      foot="信息来自登记系统的记录。个人姓名部分隐去，请与证明核对。"
    >
      {outcome === 'RATE_LIMITED' ? (
        <CheckFailure title="核验过于频繁" text="请稍等一分钟再试。" />
      ) : outcome === null ? (
        <CheckFailure
          title="没有查到这份证明"
          text="请核对二维码或网址是否完整。查不到的，可能不是登记系统出具的，也可能早已过期、记录已清理。"
        />
      ) : (
        <CertificateResult check={outcome} />
      )}
    </CheckPage>
  )
}

/** Expected refusals become messages on the page; other errors go to the error page. */
async function check(token: string, address: string): Promise<CertificateCheck | 'RATE_LIMITED' | null> {
  try {
    await consumeLimit('check', { address, actorId: null })
    return await checkCertificate(token)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'RATE_LIMITED') return 'RATE_LIMITED'
    // A HEAD shows nobody anything, so nothing is recorded and nothing looked up.
    if (error.code === 'NOT_FOUND' || error.code === 'METHOD_NOT_ALLOWED') return null
    throw error
  }
}
