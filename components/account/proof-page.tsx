'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refusal } from '@/components/mobile/refusal'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { ForRole } from '@/components/role/for-role'
import { ApiError } from '@/lib/client/api-error'
import { chinaMinute } from '@/lib/core/clock'
import { PROOF_WAY_LABELS } from '@/lib/core/proof'
import { meQuery } from '@/lib/features/account/api'
import { ownProofQuery, proveOnlineMutation } from '@/lib/features/proof/api'
import { BRING } from '@/lib/features/proof/rules'
import type { OwnProof } from '@/lib/features/proof/schema'
import styles from './account.module.css'

/** 身份核验: whether it is known who stands behind the account, what that is needed for, where and how it is done. */
export function ProofPage() {
  return (
    <MobilePage title="身份核验" back="/m/me">
      <SignedIn>
        <Own />
      </SignedIn>
    </MobilePage>
  )
}

function Own() {
  const proof = useQuery(ownProofQuery())
  const me = useQuery(meQuery())
  const error = proof.error ?? me.error
  if (error) return <Failed error={error} onRetry={() => void Promise.all([proof.refetch(), me.refetch()])} />
  if (!proof.data || !me.data) return <Loading />
  return proof.data.level === 'PROVED' ? (
    <Proved proof={proof.data} />
  ) : (
    <Unproved proof={proof.data} type={me.data.type} />
  )
}

function Proved({ proof: { how, at, bureauName } }: { proof: OwnProof }) {
  return (
    <p role="status" className={styles.good}>
      已核验：{at && chinaMinute(new Date(at))}，{how && PROOF_WAY_LABELS[how]}
      {bureauName && `（${bureauName}）`}
    </p>
  )
}

function Unproved({ proof, type }: { proof: OwnProof; type: 'PERSON' | 'UNIT' }) {
  const online = useMutation(proveOnlineMutation)
  return (
    <>
      <section className={blocks.box} aria-label="状态">
        <h2>尚未核验身份</h2>
        <p>
          编码登记可以照常办理。办理机主变更、注销，以及接收旧系统中登记在您名下的机械，须先核验：知道姓名和证件号码的人都能注册，不能作为凭据。
        </p>
      </section>
      <section className={blocks.box} aria-label="到窗口核验">
        <h2>到窗口核验</h2>
        <p>{BRING[type]}到登记单位窗口，说出本账号的手机号，工作人员当场核对。</p>
        {proof.offices.length > 0 ? (
          <ul className={styles.offices}>
            {proof.offices.map(({ name, address, phone, hours }) => (
              <li key={name}>
                <strong>{name}</strong>
                <br />
                {address}
                <br />
                电话 {phone}；{hours}
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.hint}>
            到机械所在区县的登记单位办理；提交登记后，这里会显示窗口的地址和电话。
          </p>
        )}
      </section>
      {proof.online && (
        <section className={blocks.box} aria-label="在线核验">
          <h2>在线核验</h2>
          <p>
            您点击后，您注册的姓名（名称）、证件号码和手机号将发送给核验服务，由它回答三者是否属于同一人（单位）。每天最多
            5 次。
          </p>
          <Refusal error={online.error instanceof ApiError ? online.error : null} />
          <ForRole needs="MANAGE">
            <button
              type="button"
              className={styles.submit}
              disabled={online.isPending}
              onClick={() => online.mutate()}
            >
              {online.isPending ? '正在核验…' : '发送并核验'}
            </button>
          </ForRole>
        </section>
      )}
    </>
  )
}
