@echo off
rem Drop your Excel workbook on this icon: the cooperation report is written in a folder beside it.
chcp 65001 >nul
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
set "PY="
for %%V in (3.13 3.12 3.11 3) do if not defined PY py -%%V --version >nul 2>&1 && set "PY=py -%%V"
if not defined PY python --version >nul 2>&1 && set "PY=python"
if not defined PY goto :no_python
if "%~1"=="" goto :no_file

set "FAILED="
:next
if "%~1"=="" goto :done
%PY% "%~dp0setup_env.py" report "%~f1" --sortie "%~dpn1-rapport"
if errorlevel 1 goto :refused
start "" "%~dpn1-rapport"
if exist "%~dpn1-a-corriger.txt" del "%~dpn1-a-corriger.txt"
shift
goto :next

:refused
set "FAILED=1"
%PY% "%~dp0setup_env.py" check "%~f1" --sortie "%~dpn1-a-corriger.txt" && del "%~dpn1-a-corriger.txt"
if exist "%~dpn1-a-corriger.txt" start "" "%~dpn1-a-corriger.txt"
shift
goto :next

:done
if not defined FAILED exit /b 0
echo.
echo Le rapport n'a pas pu être écrit : la raison est donnée ci-dessus ; s'il y a des erreurs dans le classeur, leur liste s'ouvre.
echo The report could not be written: the reason is given above; if the workbook has errors, their list opens.
pause
exit /b 1

:no_file
echo Déposez votre classeur Excel sur cette icône pour obtenir son rapport de coopération.
echo Drop your Excel workbook on this icon to get its cooperation report.
pause
exit /b 2

:no_python
echo coopnet a besoin de Python 3.11 ou plus récent : installez-le depuis python.org, puis recommencez.
echo coopnet needs Python 3.11 or newer: install it from python.org, then try again.
pause
exit /b 1
