'use client'

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { DownloadButton } from '@/components/batch/download-button'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { useMay } from '@/components/role/use-may'
import { chinaTime } from '@/lib/core/clock'
import {
  certificatesQuery,
  downloadCertificate,
  refreshCertificates,
  withdrawCertificate,
} from '@/lib/features/certificate/api'
import { lastDay } from '@/lib/features/certificate/rules/paper'
import { CERTIFICATE_STATUS_LABELS, type CertificateDto } from '@/lib/features/certificate/schema'

/** 登记情况证明: those asked for so far, and the way to a new one. */
export function CertificatesPage() {
  return (
    <SignedIn>
      <Certificates />
    </SignedIn>
  )
}

function Certificates() {
  const { why } = useMay('FILE')
  const certificates = useInfiniteQuery(certificatesQuery())
  const all = certificates.data?.pages.flatMap(({ data }) => data)
  return (
    <MobilePage
      title="登记情况证明"
      back="/m/machines"
      right={<Refresh busy={certificates.isRefetching} onRefresh={() => certificates.refetch()} />}
      footer={
        <Link href="/m/certificates/new" prefetch={false} className={blocks.wide}>
          出具新的证明
        </Link>
      }
    >
      <p className={blocks.hint}>
        供投标、进场等使用：说明所选机械此刻的登记情况，带核验二维码。不是排放检测报告。在微信里不能保存文件的，请用手机浏览器打开本页。
      </p>
      {why && <p className={blocks.hint}>作废证明：{why}</p>}
      {all ? (
        <>
          {all.length === 0 && (
            <Empty title="还没有出具过证明" hint="点“出具新的证明”，选择机械后即可下载。" />
          )}
          <div className={blocks.cards}>
            {all.map((certificate) => (
              <Entry key={certificate.id} certificate={certificate} />
            ))}
          </div>
          <More pages={certificates} />
        </>
      ) : certificates.isPending ? (
        <Loading />
      ) : (
        <Failed error={certificates.error} onRetry={() => certificates.refetch()} />
      )}
    </MobilePage>
  )
}

const TONES = { VALID: 'good', EXPIRED: 'still', WITHDRAWN: 'still' } as const

function Entry({ certificate }: { certificate: CertificateDto }) {
  const { may } = useMay('FILE')
  const { id, number, status, purpose, machines, issuedBy, issuedAt, withdrawnAt } = certificate
  const until = lastDay(new Date(certificate.validUntil))
  const rows: [string, string | null][] = [
    ['证明编号', number],
    ['机械', `${machines} 台`],
    ['用途', purpose],
    ['出具时间', chinaTime(new Date(issuedAt))],
    ['经办人', issuedBy],
    ['有效期至', until],
    ['作废时间', withdrawnAt && chinaTime(new Date(withdrawnAt))],
  ]
  return (
    <article className={blocks.card} aria-label={`证明 ${number}`}>
      <h2 className={blocks.status} data-tone={TONES[status]}>
        {CERTIFICATE_STATUS_LABELS[status]}
      </h2>
      <dl className={blocks.rows}>
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}:</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {status !== 'WITHDRAWN' && (
        <div className={blocks.acts}>
          <DownloadButton onDownload={() => downloadCertificate(id)}>下载证明 (PDF)</DownloadButton>
        </div>
      )}
      <div className={blocks.links}>
        <a href={new URL(certificate.checkUrl).pathname}>看核验页</a>
        {may && status === 'VALID' && <Withdraw certificate={certificate} until={until} />}
      </div>
    </article>
  )
}

function Withdraw({ certificate, until }: { certificate: CertificateDto; until: string }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const { id, number, machines, purpose } = certificate
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        作废
      </button>
      {asking && (
        <Confirm
          title="作废证明"
          act="作废"
          danger
          onAct={() => withdrawCertificate(id)}
          onDone={() => void refreshCertificates(client)}
          onClose={() => setAsking(false)}
        >
          <p>
            证明 {number}（{machines} 台{purpose && `，${purpose}`}，有效期至 {until}
            ）作废后不能恢复。已经交出去的，别人核验时显示“证明已作废”。
          </p>
        </Confirm>
      )}
    </>
  )
}
