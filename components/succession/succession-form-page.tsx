'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import Link from 'next/link'
import { useState } from 'react'
import { Panel } from '@/components/desk/panel'
import { PageHeader } from '@/components/ui/page-header'
import { FailedPage, Loading } from '@/components/ui/states'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { successionFormQuery } from '@/lib/features/succession/api/office'
import { FormerPanel } from './facts'
import { SuccessionForm } from './succession-form'
import { SuccessorSearch } from './successor-search'

/** 受理凭证明过户: of which machine and owner, for whom, by which documents. */
export function SuccessionFormPage({ machineId }: { machineId: string }) {
  const { data, error, refetch } = useQuery(successionFormQuery(machineId))
  const [successor, setSuccessor] = useState<FoundAccount | null>(null)
  if (error && !data) return <FailedPage error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { machine, owner, refusal, openId } = data
  return (
    <>
      <PageHeader
        title={`受理凭证明过户：${machine.registrationNumber}`}
        hint={`${machine.what ? `${machine.what}。` : ''}机主去世、联系不上或单位已注销时，新机主持材料原件到窗口办理；机主能到场或能收验证码的，办理机主变更`}
      />
      <FormerPanel former={owner} />
      {openId ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 12 }}
          title={
            <>
              这台机械正在办理一件凭证明过户，办结前不能再受理。
              <Link href={`/successions/${openId}`}>查看</Link>
            </>
          }
        />
      ) : refusal ? (
        <Alert type="warning" showIcon style={{ marginTop: 12 }} title={refusal} />
      ) : (
        <div style={{ marginTop: 12 }}>
          <Panel title="新机主" label="新机主的账号">
            <div style={{ padding: 12 }}>
              <SuccessorSearch successor={successor} onFound={setSuccessor} />
            </div>
          </Panel>
          {successor && <SuccessionForm key={successor.id} form={data} successor={successor} />}
        </div>
      )}
    </>
  )
}
