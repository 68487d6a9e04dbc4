'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { ApiError } from '@/lib/client/api-error'
import { scannedMachineQuery } from '@/lib/features/check/api'

/** From a scanned card to the owner's own page of that machine, where 信息变更 begins (manual, part two, 第一步). */
export function ScannedMachine({ token }: { token: string }) {
  return (
    <SignedIn>
      <Scanned token={token} />
    </SignedIn>
  )
}

function Scanned({ token }: { token: string }) {
  const router = useRouter()
  const { data, error, refetch } = useQuery(scannedMachineQuery(token))
  useEffect(() => {
    if (data) router.replace(`/m/machines/${data.id}`)
  }, [data, router])
  const notOwn = error instanceof ApiError && error.problem.code === 'NOT_FOUND'
  return (
    <MobilePage title="扫到的机械" back="/m">
      {notOwn ? (
        <Empty
          title="不是您名下的机械"
          hint={error.message}
          action={
            <Link href="/m/machines" prefetch={false}>
              查看我的机械
            </Link>
          }
        />
      ) : error ? (
        <Failed error={error} onRetry={refetch} />
      ) : (
        <Loading />
      )}
    </MobilePage>
  )
}
