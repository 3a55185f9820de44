# SPDX-License-Identifier: MIT
"""Builds the extension against liblode, and puts liblode, its plugins, rule packs and the command into the package.

They come from the tree that this folder is in where it was built (LODE_SOURCE and LODE_BUILD name others), else from where lode
is installed, as pkg-config says. The reader `pdf` is left out: Poppler, on which it stands, is under the GPL.
"""
import os
import re
import shutil
import subprocess
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
LEFT_OUT = {'pdf.so'}
LIBRARY = 'liblode.so.0'


def installed(variable):
    run = subprocess.run(['pkg-config', f'--variable={variable}', 'lode'], stdout=subprocess.PIPE, check=False, encoding='utf-8')
    return Path(run.stdout.strip()) if run.returncode == 0 else None


def find():
    """Where each thing is."""
    source = Path(os.environ.get('LODE_SOURCE', HERE.parent))
    build = Path(os.environ.get('LODE_BUILD', source))
    if (build / '.libs' / LIBRARY).exists():
        version = re.search(r'^Version: (.*)$', (build / 'lode.pc').read_text(), re.MULTILINE)[1]
        return {'include': source / 'core/include', 'library': build / '.libs' / LIBRARY, 'plugins': build / 'plugins/.libs',
                'rules': source / 'rules', 'command': build / 'core/cli/lode', 'version': version}
    if shutil.which('pkg-config') and installed('libdir'):
        version = subprocess.run(['pkg-config', '--modversion', 'lode'], stdout=subprocess.PIPE, check=True,
                                 encoding='utf-8').stdout.strip()
        return {'include': installed('includedir'), 'library': installed('libdir') / LIBRARY, 'plugins': installed('plugindir'),
                'rules': installed('ruledir'), 'command': installed('exec_prefix') / 'bin/lode', 'version': version}
    raise SystemExit(f'there is no {LIBRARY} in {build}, and lode is not installed; run ./bootstrap in the tree first')


class Build(build_ext):
    """The extension, and what it needs beside it."""

    def run(self):
        super().run()
        package = Path(self.build_lib) / 'lode' if not self.inplace else HERE / 'lode'
        for folder in ('lib', 'bin', 'plugins', 'rules'):
            shutil.rmtree(package / folder, ignore_errors=True)
            (package / folder).mkdir()
        self.copy(FOUND['library'], package / 'lib' / LIBRARY)
        self.copy(FOUND['command'], package / 'bin/lode')
        for plugin in sorted(FOUND['plugins'].glob('*.so')):
            if plugin.name not in LEFT_OUT:
                self.copy(plugin, package / 'plugins' / plugin.name)
        for pack in sorted(FOUND['rules'].iterdir()):
            if pack.is_dir():
                shutil.copytree(pack, package / 'rules' / pack.name)

    @staticmethod
    def copy(source, target):
        """A copy without what only debuggers need, where that can be taken out."""
        shutil.copy(source, target)
        if shutil.which('strip'):
            subprocess.run(['strip', '--strip-unneeded', str(target)], check=True)


FOUND = find()
setup(
    version=FOUND['version'],
    ext_modules=[Extension('lode._lode', [f'src/{name}.c' for name in ('module', 'engine', 'result', 'reader', 'arrow')],
                           depends=['src/module.h'], include_dirs=[str(FOUND['include'])],
                           extra_objects=[str(FOUND['library'])], runtime_library_dirs=['$ORIGIN/lib'],
                           define_macros=[('Py_LIMITED_API', '0x03090000')], extra_compile_args=['-std=c11'],
                           py_limited_api=True)],
    options={'bdist_wheel': {'py_limited_api': 'cp39'}},
    cmdclass={'build_ext': Build},
)
