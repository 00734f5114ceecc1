@echo off
rem Runs Signet from this source tree: finds a JDK, builds when the jars are missing or older than
rem the sources, then runs the JVM. The same as signet, for Windows.
rem
rem   SIGNET_JAVA_OPTS    more JVM options; they come last, so they win
rem   SIGNET_MAVEN_ARGS   more arguments of the build, such as -Pcuda
setlocal EnableExtensions DisableDelayedExpansion

set "oldest_java=17"
set "root=%~dp0"
if "%root:~-1%"=="\" set "root=%root:~0,-1%"
set "output=%root%\cli\target"
set "stamp=%output%\launcher.stamp"
set "lock=%root%\target\launcher.lock"
set "log=%root%\target\launcher-build.log"

call :find_java
if errorlevel 1 exit /b 1
call :is_built
if errorlevel 1 call :build
if errorlevel 1 exit /b 1
call :find_jar

rem The reasons for these options stand in signet.
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
if not defined ORT_DISABLE_TELEMETRY set "ORT_DISABLE_TELEMETRY=1"
set "jvm_options=-Xshare:auto -XX:-UsePerfData -Djava.awt.headless=true"
set "jvm_options=%jvm_options% -Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
set "jvm_options=%jvm_options% --enable-native-access=ALL-UNNAMED"
if %major% GEQ 22 set "jvm_options=%jvm_options% -Djdk.console=java.base"
if %major% GEQ 23 set "jvm_options=%jvm_options% --sun-misc-unsafe-memory-access=allow"
if "%~1"=="predict" set "jvm_options=%jvm_options% -XX:TieredStopAtLevel=1"
if "%~1"=="serve" set "jvm_options=%jvm_options% -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400 -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=160000"
if "%~1"=="train" set "jvm_options=%jvm_options% -Xms32m -Xmn24m"
set "collector=-XX:+UseParallelGC"
set SIGNET_JAVA_OPTS 2>nul | findstr /c:"-XX:+Use" >nul && set "collector="

"%java_home%\bin\java.exe" %jvm_options% %collector% %SIGNET_JAVA_OPTS% -cp "%jar%;%output%\lib\*" dev.signet.cli.Main %*
exit /b %errorlevel%

rem Sets java_home and major.
:find_java
set "found=none"
if defined JAVA_HOME call :try_java "%JAVA_HOME%" && exit /b 0
for /f "delims=" %%j in ('where java 2^>nul') do call :try_java "%%~dpj.." && exit /b 0
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*") do call :try_java "%%~d" && exit /b 0
>&2 echo signet: needs a JDK %oldest_java% or newer but found %found%; install one (for example Eclipse Temurin) and set JAVA_HOME to it
exit /b 1

rem Takes the JDK in folder %1 if it has a compiler and its release file says it is new enough.
:try_java
if not exist "%~f1\bin\javac.exe" exit /b 1
if not exist "%~f1\release" exit /b 1
set "major="
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%~f1\release"') do for /f "delims=.-+_" %%m in ("%%~v") do set "major=%%m"
if not defined major exit /b 1
if %major% LSS %oldest_java% (
  set "found=Java %major%"
  exit /b 1
)
set "java_home=%~f1"
exit /b 0

:find_jar
set "jar="
for %%f in ("%output%\signet-cli-*.jar") do set "jar=%%~ff"
if defined jar exit /b 0
exit /b 1

:is_built
call :find_jar
if errorlevel 1 exit /b 1
if not exist "%stamp%" exit /b 1
if not exist "%output%\lib\" exit /b 1
set "SIGNET_ROOT=%root%"
set "SIGNET_STAMP=%stamp%"
powershell -NoLogo -NoProfile -NonInteractive -Command "$r = $env:SIGNET_ROOT; $t = (Get-Item -LiteralPath $env:SIGNET_STAMP).LastWriteTimeUtc; $f = @(Get-Item -Path ($r + '\pom.xml'), ($r + '\*\pom.xml'), ($r + '\*\src\main')) + @(Get-ChildItem -Recurse -Path ($r + '\*\src\main'), ($r + '\.mvn')); if ($f | Where-Object { $_.LastWriteTimeUtc -gt $t }) { exit 1 }; exit 0" <nul
exit /b %errorlevel%

:build
if not exist "%root%\target\" mkdir "%root%\target"
mkdir "%lock%" 2>nul
if errorlevel 1 (
  >&2 echo signet: another signet is building; try again when it has finished, or remove "%lock%" if none runs
  exit /b 1
)
>&2 echo signet: building Signet ^(takes a few minutes at first^) ...
>"%lock%\stamp" echo built
if exist "%output%\lib\" rmdir /s /q "%output%\lib"
if exist "%output%\signet-cli-*.jar" del /q "%output%\signet-cli-*.jar"
set "JAVA_HOME=%java_home%"
pushd "%root%"
call "%root%\mvnw.cmd" -B -ntp package -pl cli -am -Dquick -Dmaven.test.skip=true %SIGNET_MAVEN_ARGS% >"%log%" 2>&1 <nul
set "built=%errorlevel%"
popd
if not "%built%"=="0" (
  findstr /b /c:"[ERROR]" "%log%" >&2
  if exist "%output%\lib\" rmdir /s /q "%output%\lib"
  rmdir /s /q "%lock%"
  >&2 echo signet: the build has failed; its log is %log%
  exit /b 1
)
move /y "%lock%\stamp" "%stamp%" >nul
rmdir /s /q "%lock%"
exit /b 0
