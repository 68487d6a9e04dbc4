'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { chinaMinute } from '@/lib/core/clock'
import { endOwnSession, ownSessionKeys, ownSessionsQuery } from '@/lib/features/own-sessions/api'
import type { OwnSession } from '@/lib/features/own-sessions/schema'

/** 登录的设备: where the account is signed in, and ending one of them. */
export function OwnSessionsPage() {
  return (
    <MobilePage title="登录的设备" back="/m/me">
      <SignedIn>
        <Sessions />
      </SignedIn>
    </MobilePage>
  )
}

const nameOf = ({ device }: OwnSession) => device ?? '没有记录设备'
const timeOf = (at: string) => chinaMinute(new Date(at))

function Sessions() {
  const { data, error, refetch } = useQuery(ownSessionsQuery())
  const queryClient = useQueryClient()
  const [ending, setEnding] = useState<OwnSession | null>(null)
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  const end = async ({ id }: OwnSession) => {
    // Also after a failure: it may have ended meanwhile.
    try {
      await endOwnSession(id)
    } finally {
      await queryClient.invalidateQueries({ queryKey: ownSessionKeys.all })
    }
  }
  return (
    <>
      <ul className={blocks.cards}>
        {data.data.map((session) => (
          <Card key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      <p className={blocks.note}>
        设备名称由浏览器自称，只供辨认；使用时间约精确到一刻钟。发现不是您的登录，请退出它，再修改密码。
      </p>
      {ending && (
        <Confirm
          title="退出这处登录？"
          act="退出"
          danger
          onAct={() => end(ending)}
          onClose={() => setEnding(null)}
        >
          <p>
            {nameOf(ending)}，{timeOf(ending.signedInAt)} 登录。那台设备随即退出，再用时要重新登录。
          </p>
        </Confirm>
      )}
    </>
  )
}

function Card({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  return (
    <li className={blocks.card}>
      <strong>{nameOf(session)}</strong>
      <dl className={blocks.rows}>
        <div>
          <dt>登录时间</dt>
          <dd>{timeOf(session.signedInAt)}</dd>
        </div>
        <div>
          <dt>最近使用</dt>
          <dd>{session.current ? '现在（本机）' : timeOf(session.lastRefreshedAt)}</dd>
        </div>
      </dl>
      {!session.current && (
        <div className={blocks.links}>
          <button type="button" onClick={onEnd}>
            退出这处登录
          </button>
        </div>
      )}
    </li>
  )
}
