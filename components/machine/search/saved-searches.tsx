import { DeleteOutlined, StarOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Popover } from 'antd'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { Empty, Failed, Loading } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import {
  deleteSavedSearchMutation,
  savedSearchesQuery,
  saveSearchMutation,
} from '@/lib/features/saved-search/api'
import { storableQuery } from '@/lib/features/saved-search/rules'
import type { SavedSearch } from '@/lib/features/saved-search/schema'
import styles from './search.module.css'

/** Saved searches: open one, save the current one, delete one. */
export function SavedSearches() {
  const [open, setOpen] = useState(false)
  const [naming, setNaming] = useState(false)
  const query = storableQuery(useSearchParams().toString())
  const content = (
    <div className={styles.saved}>
      {open && <SavedList onOpened={() => setOpen(false)} />}
      <Button
        size="small"
        disabled={query === ''}
        onClick={() => {
          setOpen(false)
          setNaming(true)
        }}
      >
        保存当前查询
      </Button>
    </div>
  )
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        title="保存的查询"
        content={content}
        open={open}
        onOpenChange={setOpen}
      >
        <Button icon={<StarOutlined aria-hidden />}>常用查询</Button>
      </Popover>
      {naming && <NameDialog query={query} onClose={() => setNaming(false)} />}
    </>
  )
}

function SavedList({ onOpened }: { onOpened: () => void }) {
  const deletion = useMutation(deleteSavedSearchMutation)
  const confirm = useConfirm()
  const list = useQuery(savedSearchesQuery())
  if (list.isPending) return <Loading />
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  if (list.data.length === 0) {
    return <Empty title="还没有保存的查询" hint="设好条件后在这里保存，下次点一下就能打开。" />
  }
  const remove = ({ id, name }: SavedSearch) =>
    confirm({
      title: `删除查询“${name}”？`,
      content: '只删除保存的条件，不影响机械的登记。',
      okText: '删除',
      action: () => deletion.mutateAsync(id),
    })
  return (
    <ul className={styles.savedList}>
      {list.data.map((saved) => (
        <li key={saved.id}>
          <Link href={`/machines?${saved.query}`} prefetch={false} onClick={onOpened}>
            {saved.name}
          </Link>
          <Button
            type="text"
            size="small"
            aria-label={`删除查询“${saved.name}”`}
            icon={<DeleteOutlined aria-hidden />}
            onClick={() => remove(saved)}
          />
        </li>
      ))}
    </ul>
  )
}

function NameDialog({ query, onClose }: { query: string; onClose: () => void }) {
  const save = useMutation(saveSearchMutation)
  return (
    <FormDialog<{ name: string }>
      title="保存当前查询"
      onClose={onClose}
      onSubmit={({ name }) => save.mutateAsync({ name, query })}
    >
      <Form.Item
        name="name"
        label="名称"
        extra="同名的会被替换。手机号和证件号码不会保存，只保存其它条件。"
        rules={[{ required: true, whitespace: true, message: '请填写名称' }]}
      >
        <Input maxLength={30} placeholder="例如：唐山国三挖掘机" autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
