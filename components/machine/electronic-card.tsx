'use client'

import { useQuery } from '@tanstack/react-query'
import { Failed } from '@/components/mobile/states'
import own from './machine.module.css'

type Props = { registrationNumber: string; checkUrl: string; bureau: string | null }

/** Width of the quiet zone, in modules: scanners need it to find the code. */
const QUIET_ZONE = 4

/** 信息采集卡 on the phone, laid out as the printed one: title, QR code in the middle, number below. */
export function ElectronicCard({ registrationNumber, checkUrl, bureau }: Props) {
  const code = useQuery({
    queryKey: ['qr', checkUrl],
    // Loaded on demand: only this card needs the encoder.
    queryFn: async () => (await import('@/lib/features/document/rules/qr-path')).qrPath(checkUrl),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <section className={own.card} aria-label="非道路移动机械环保信息采集卡">
      <h2>非道路移动机械环保信息采集卡</h2>
      <div className={own.code}>
        {code.data && (
          <svg
            role="img"
            aria-label={`机械 ${registrationNumber} 的核验二维码`}
            viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${code.data.modules + 2 * QUIET_ZONE} ${code.data.modules + 2 * QUIET_ZONE}`}
            shapeRendering="crispEdges"
          >
            <path d={code.data.path} fill="var(--black)" />
          </svg>
        )}
        {code.isError && <Failed error={code.error} onRetry={() => code.refetch()} />}
      </div>
      <p className={own.number}>{registrationNumber}</p>
      <p className={own.hint}>扫描二维码核验登记状态</p>
      <p className={own.hint}>{bureau}</p>
    </section>
  )
}
