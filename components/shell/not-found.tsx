'use client'

import { Button } from 'antd'
import { useRouter } from 'next/navigation'
import { SEARCH_LENGTH } from '@/lib/core/page'
import { useMay } from './actor-context'
import styles from './shell.module.css'

/** Where an officer searches, by what the role may read. */
const SEARCHES = [
  { action: 'machine.read', path: '/machines', label: '查找机械', hint: '登记号码、编码、编号、所有者' },
  { action: 'staff.manage', path: '/admin/staff', label: '搜索人员', hint: '用户名、姓名' },
] as const

/** A page that does not exist, or not for this officer: one sentence, and the ways on. */
export function NotFound() {
  const may = useMay()
  const router = useRouter()
  const search = SEARCHES.find(({ action }) => may(action))
  // A link opened in a new window has no page before it.
  const back = () => (window.history.length > 1 ? router.back() : router.push('/'))
  return (
    <div className={styles.notFound}>
      <h1>没有找到这个页面</h1>
      <p>地址可能有误，内容可能已经删除，或者不在您的管辖范围内。</p>
      {search && (
        // A form of the browser itself: it works before the scripts are there.
        <form action={search.path}>
          <input
            type="search"
            name="q"
            required
            maxLength={SEARCH_LENGTH}
            aria-label={search.label}
            placeholder={search.hint}
          />
          <button type="submit">{search.label}</button>
        </form>
      )}
      <p className={styles.notFoundWays}>
        <Button type="primary" onClick={back}>
          返回
        </Button>
        <Button href="/">工作台</Button>
      </p>
    </div>
  )
}
