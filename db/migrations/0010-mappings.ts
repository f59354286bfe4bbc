import type { Ddl } from './ddl.ts'

/** Mappings of foreign tables, each version kept for good; and the folders that are watched for new files. */
export async function up({ table, index, uniqueIndex, appendOnly, run }: Ddl): Promise<void> {
  await table('mappings', {
    id: 'id', name: 'text', kind: 'text', version: 'int', header_hash: 'text', is_automatic: 'bit', created_at: 'int', created_by: 'int?', disabled_at: 'int?',
  })
  await uniqueIndex('mappings', 'name')
  // Of the mappings that are used by themselves only one can know a header.
  await uniqueIndex('mappings', 'header_hash', 'disabled_at is null and is_automatic = 1')
  await table('mapping_versions', { mapping_id: 'int', version: 'int', definition: 'text', created_at: 'int', created_by: 'int?' }, {
    primaryKey: '(mapping_id, version)', constraints: ['foreign key (mapping_id) references mappings (id)'],
  })
  await appendOnly('mapping_versions')
  // A row that was mended may be read by a newer version of its mapping than its file.
  await run('alter table quarantine add column read_by text')
  await table('inbound_folders', { name: 'text', looked_at: 'int?', ran_for: 'int?', asked_at: 'int?', last_file_at: 'int?', error_code: 'text?' }, { primaryKey: '(name)' })
  await table('inbound_files', {
    id: 'id', folder: 'text', name: 'text', bytes: 'int', modified_at: 'int', state: 'text', seen_at: 'int', taken_at: 'int?', finished_at: 'int?', work_name: 'text?', attempts: 'int',
    import_id: 'int?', error_code: 'text?', error_data: 'text?',
  })
  await uniqueIndex('inbound_files', 'folder, name', "state in ('arriving', 'taken')")
  await index('inbound_files', 'folder, id')
  await index('import_files', 'format, id')
}
