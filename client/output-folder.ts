import { access, constants, mkdir } from 'node:fs/promises';
import { invalidInput, reasonOf } from './answers.ts';

/** Made where it is missing. Whoever records something first asks first whether it can be written out afterwards. */
export async function makeOutputFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw invalidInput('FOLDER_UNUSABLE', `不能写入目录 ${folder}：${reasonOf(error)}。`, { folder });
  }
}
