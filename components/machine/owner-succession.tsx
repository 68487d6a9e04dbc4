import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import fields from '@/components/mobile/field-row.module.css'
import { useMay } from '@/components/role/use-may'
import { chinaMinute } from '@/lib/core/clock'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { objectMutation } from '@/lib/features/succession/api/owner'
import { GROUND_LABELS, type OpenSuccession } from '@/lib/features/succession-state/schema'

/** Somebody asks for the machine by documents: who, why, until when, and how to object. */
export function OwnerSuccession({ machine }: { machine: MachineDto }) {
  const { succession } = machine
  const manages = useMay('MANAGE')
  if (!succession) return null
  const { ground, successor, filedAt, lastDay, office, objection } = succession
  return (
    <section className={styles.box} aria-label="有人申请过户">
      <h2>有人申请把这台机械过户</h2>
      <p>
        “{successor}”凭证明材料申请，原因：<strong>{GROUND_LABELS[ground]}</strong>。
        {chinaMinute(new Date(filedAt))} 由{office.name}受理。
      </p>
      {objection ? (
        <p role="status" className={styles.note}>
          您已于 {chinaMinute(new Date(objection.at))} 提出异议：“{objection.text}
          ”。由登记单位决定，结果会通知您；决定前不会过户。
        </p>
      ) : (
        <>
          <p>
            不同意的，请在 <strong>{lastDay}</strong> 前（含当天）提出异议，或者携带证件到{office.name}（
            {office.address}，{office.hours}，电话 {office.phone}）。没有异议的，期满后办结过户。
          </p>
          {manages.may ? (
            <Objection machine={machine} succession={succession} />
          ) : (
            <p className={styles.hint}>提出异议：{manages.why}</p>
          )}
        </>
      )}
      <p className={styles.hint}>办结前，这台机械不能办理所有者变更和注销。</p>
    </section>
  )
}

function Objection({ machine, succession }: { machine: MachineDto; succession: OpenSuccession }) {
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const object = useMutation(objectMutation)
  function review() {
    const short = text.trim().length < 4
    setFault(short ? '请写明异议，至少 4 个字' : null)
    setAsking(!short)
  }
  return (
    <>
      <label>
        <span className={styles.hint}>您的异议</span>
        <textarea
          className={fields.input}
          style={{ width: '100%', minHeight: 96, padding: 8 }}
          rows={3}
          maxLength={500}
          placeholder="如：我没有卖过这台机械"
          value={text}
          aria-invalid={fault !== null}
          aria-describedby={fault ? 'objection-fault' : undefined}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      {fault && (
        <p id="objection-fault" role="alert" className={styles.alert}>
          {fault}
        </p>
      )}
      <div className={styles.acts}>
        <button type="button" className={styles.wide} onClick={review}>
          提出异议
        </button>
      </div>
      {asking && (
        <Confirm
          title="提出异议"
          act="提出异议"
          onAct={() =>
            object.mutateAsync({ machineId: machine.id, successionId: succession.id, text: text.trim() })
          }
          onClose={() => setAsking(false)}
        >
          <p>
            不同意把机械 {machine.registrationNumber} 过户给“{succession.successor}”：{text.trim()}
          </p>
          <p>提出后不能收回，由{succession.office.name}核实后决定。</p>
        </Confirm>
      )}
    </>
  )
}
