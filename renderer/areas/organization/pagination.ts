import type { TablePaginationConfig } from 'antd'

/** Pages of fifty; the sum stands beside them. */
export const pagination = (total: (count: number) => string): TablePaginationConfig => ({
  defaultPageSize: 50,
  showSizeChanger: false,
  size: 'small',
  showTotal: total,
})
