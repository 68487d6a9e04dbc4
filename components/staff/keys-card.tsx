'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Card, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { formatMinute } from '@/components/ui/format-minute'
import { Failed, Loading } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { addKeyMutation, keysQuery, removeKeyMutation } from '@/lib/features/staff/api/security-keys'
import type { KeyDto, KeyList } from '@/lib/features/staff/schema/security-key'
import styles from './me.module.css'
import list from './session-list.module.css'

/** One's own security keys: which, since when, last used; adds and removes them. */
export function KeysCard({ onDone }: { onDone?: () => void }) {
  const { data, error, refetch } = useQuery(keysQuery())
  const [adding, setAdding] = useState(false)
  const has = data !== undefined && data.data.length > 0
  return (
    <Card
      role="region"
      aria-label="安全密钥"
      title="二次验证（安全密钥）"
      extra={has ? <Tag color="success">已启用</Tag> : <Tag>未启用</Tag>}
    >
      <p className={styles.hint}>
        启用后，登录时除密码外还要用 USB
        安全密钥，或者本机的指纹、面容、PIN。仿冒网站骗不走，比动态口令更安全；两种都启用时任用一种。
      </p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <Keys keys={data} onAdd={() => setAdding(true)} />}
      {adding && <AddKey onClose={() => setAdding(false)} onDone={onDone} />}
    </Card>
  )
}

function Keys({ keys: { origin, data }, onAdd }: { keys: KeyList; onAdd: () => void }) {
  return (
    <>
      {data.length > 0 && (
        <ul className={list.list}>
          {data.map((key) => (
            <Key key={key.id} item={key} />
          ))}
        </ul>
      )}
      {origin ? (
        <Button style={{ marginTop: 12 }} type={data.length === 0 ? 'primary' : 'default'} onClick={onAdd}>
          添加安全密钥
        </Button>
      ) : (
        <p className={styles.hint}>
          系统现在的地址不能使用安全密钥：浏览器要求以 HTTPS 和域名访问。请用动态口令，或请管理员配置 HTTPS。
        </p>
      )}
      {data.length === 1 && (
        <p className={styles.hint}>建议再添加一把备用，丢失一把时仍可登录；都丢失时由安全管理员重置。</p>
      )}
    </>
  )
}

function Key({ item }: { item: KeyDto }) {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const remove = useMutation(removeKeyMutation)
  const ask = () =>
    confirm({
      title: `删除安全密钥“${item.name}”？`,
      content: '删除后不能再用它登录，其他设备上的登录立即退出。',
      okText: '删除',
      action: async () => {
        await remove.mutateAsync(item.id)
        message.success(`已删除安全密钥“${item.name}”`)
      },
    })
  return (
    <li className={list.session}>
      <div>
        <div>
          {item.name} {!item.usable && <Tag color="warning">为另一地址登记，现在不能用</Tag>}
        </div>
        <div className={list.facts}>
          <span>{formatMinute(item.addedAt)} 添加</span> ·{' '}
          <span>{item.lastUsedAt ? `最近使用 ${formatMinute(item.lastUsedAt)}` : '还没有用过'}</span>
        </div>
      </div>
      <Button size="small" aria-label={`删除 ${item.name}`} onClick={ask}>
        删除
      </Button>
    </li>
  )
}

function AddKey({ onClose, onDone }: { onClose: () => void; onDone?: (() => void) | undefined }) {
  const { message } = App.useApp()
  const add = useMutation(addKeyMutation)
  return (
    <FormDialog<{ name: string }>
      title="添加安全密钥"
      okText="下一步"
      onSubmit={async ({ name }) => {
        await add.mutateAsync(name)
        message.success('安全密钥已添加，下次登录时使用')
        onDone?.()
      }}
      onClose={onClose}
    >
      <p className={styles.hint}>
        点“下一步”后，按浏览器的提示插入并轻触安全密钥，或者用本机的指纹、面容、PIN。
      </p>
      <Form.Item
        name="name"
        label="名称"
        extra="用来分辨是哪一把，例如“蓝色 U 盾”“办公电脑”"
        rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
      >
        <Input autoComplete="off" maxLength={30} />
      </Form.Item>
    </FormDialog>
  )
}
