'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { byId } from '@/components/ui/list-table/list-query'
import { ListTable } from '@/components/ui/list-table/list-table'
import { PageHeader } from '@/components/ui/page-header'

import { Empty } from '@/components/ui/states'
import { bureausQuery } from '@/lib/features/bureau/api'
import { staffQuery } from '@/lib/features/staff/api/staff'
import type { StaffDto } from '@/lib/features/staff/schema/staff'
import type { IssuedPassword } from './issued-password'
import { PasswordDialog } from './password-dialog'
import { staffColumns } from './staff-columns'
import { StaffDialog } from './staff-dialog'
import { StaffFilters, useStaffFilter } from './staff-filters'
import { StaffRowActions } from './staff-row-actions'

/** 人员: the staff of the area, for security administrators. */
export function StaffPage() {
  const [{ q, role, bureau, state }, setFilter] = useStaffFilter()
  const [editing, setEditing] = useState<StaffDto | 'new' | null>(null)
  const [issued, setIssued] = useState<IssuedPassword | null>(null)
  const bureaus = useQuery(bureausQuery())
  const query = useInfiniteQuery(
    staffQuery({
      q: q || undefined,
      role: role ?? undefined,
      bureauId: bureau ?? undefined,
      state: state ?? undefined,
    }),
  )
  const columns = [
    ...staffColumns,
    {
      key: 'actions',
      title: '操作',
      width: 260,
      narrow: 210,
      render: (staff: StaffDto) => (
        <StaffRowActions staff={staff} onEdit={() => setEditing(staff)} onPasswordIssued={setIssued} />
      ),
    },
  ]

  return (
    <>
      <PageHeader
        title="人员"
        hint="本辖区的账号、角色和所属机构"
        actions={
          <Button type="primary" onClick={() => setEditing('new')}>
            新增人员
          </Button>
        }
      />
      <ListTable
        label="人员"
        columns={columns}
        query={query}
        rowKey={byId}
        dimmed={(staff) => staff.disabledAt !== null}
        toolbar={<StaffFilters bureaus={bureaus} />}
        unit="人"
        empty={
          <Empty
            title="没有符合条件的人员"
            action={<Button onClick={() => void setFilter(null)}>清除条件</Button>}
          />
        }
      />
      {editing && (
        <StaffDialog
          staff={editing === 'new' ? null : editing}
          bureaus={bureaus}
          onPasswordIssued={setIssued}
          onClose={() => setEditing(null)}
        />
      )}
      {issued && <PasswordDialog {...issued} onClose={() => setIssued(null)} />}
    </>
  )
}
